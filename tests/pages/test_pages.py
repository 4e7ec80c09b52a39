"""The pages of `crossover report --html` in a real browser: Debian's chromium, headless.

Needs chromium and chromium-driver, and the program: build/dev/crossover, or the one that CROSSOVER names.
"""

import html
import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from browser import Browser

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("CROSSOVER", ROOT / "build/dev/crossover"))
EXAMPLES = ("compare", "compare-sizes", "compare-workers", "compare-baseline", "sort", "tune", "lesson", "pi")


def example(name):
    return json.loads((ROOT / f"docs/json/{name}.json").read_text())


def hostile(value):
    """The same document, whose texts are what nobody calls a machine."""
    nasty = "<script>alert(1)</script>\"'&<!-- \u202e ]]> " + "x" * 10_000
    if isinstance(value, dict):
        names = {"cpu", "system", "host", "governor", "compiler", "commit", "time", "why", "failure", "sharing", "type"}
        return {key: nasty if key in names and isinstance(its, (str, type(None))) else hostile(its) for key, its in value.items()}
    return [hostile(its) for its in value] if isinstance(value, list) else value


def ten_by_ten():
    """A result of ten configurations at ten sizes, cold and warm."""
    document = example("compare-sizes")
    template = [run for run in document["runs"] if "seconds" in run][-1]
    document["runs"] = []
    for size in (10**3, 3162, 10**4, 31623, 10**5, 316228, 10**6, 3162278, 10**7, 31622777):
        for place in range(10):
            run = json.loads(json.dumps(template))
            run.update(samples=size, backend=("serial", "threads", "openmp", "queue", "processes")[place % 5],
                       kernel=("simd", "scalar")[place // 5])
            for kind in ("warm", "cold_rounds"):
                times = run["seconds"][kind]
                factor = size * (1 + place / 7) / 1e9 / times["median"]
                scaled = {key: times[key] * factor for key in ("median", "min", "max")}
                times.update(scaled, ci95=[scaled["min"], scaled["max"]], raw=[second * factor for second in times["raw"]] * 4)
            document["runs"].append(run)
    return document


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    def page_of(self, document, name="page"):
        """The file of the page of a document."""
        source, page = Path(self.folder.name) / f"{name}.json", Path(self.folder.name) / f"{name}.html"
        source.write_text(json.dumps(document))
        subprocess.run([PROGRAM, "report", source, "--html", page, "--quiet"], check=True, stdout=subprocess.DEVNULL, timeout=60)
        return page

    def open(self, document, name="page", fragment="", **show):
        self.browser.show_as(**show)
        page = self.page_of(document, name)
        self.browser.open("about:blank")
        self.browser.console()
        self.browser.open(f"file://{page}{fragment}")
        return page

    def shown_figures(self, section):
        return self.browser.run(f"return [...document.querySelectorAll('#{section} figure:not([hidden])')].map(f => f.id)")

    def test_the_page_of_every_example_says_nothing_on_the_console_and_asks_for_nothing(self):
        for name in EXAMPLES:
            with self.subTest(name):
                self.open(example(name), name)
                self.assertGreater(self.browser.run("return document.querySelectorAll('section').length"), 3)
                self.assertEqual(self.browser.run("return performance.getEntriesByType('resource').length"), 0)
                self.assertEqual(self.browser.console(), [])

    def test_foreign_names_stay_text(self):
        for name in EXAMPLES:
            with self.subTest(name):
                page = self.open(hostile(example(name)), f"hostile-{name}")
                self.assertEqual(self.browser.console(), [])
                self.assertEqual(self.browser.run("return document.scripts.length"), 2)
                kept = self.browser.run("return JSON.parse(document.getElementById('json').textContent).machine.cpu")
                self.assertEqual(kept[:1000], hostile(example(name))["machine"]["cpu"][:1000])
                self.assertLess(page.stat().st_size, 1_000_000)
                self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), 1200)

    def test_a_page_fits_a_telephone(self):
        for name in EXAMPLES:
            with self.subTest(name):
                self.open(example(name), name, width=360, height=740)
                self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), 360)

    def test_ten_sizes_of_ten_configurations_take_300_kilobytes(self):
        page = self.open(ten_by_ten(), "ten")
        self.assertEqual(self.browser.console(), [])
        self.assertLess(page.stat().st_size, 300_000)

    def test_a_page_of_very_many_runs_stays_under_a_megabyte_and_says_what_it_lacks(self):
        document = ten_by_ten()
        document["runs"] *= 8
        for place, run in enumerate(document["runs"]):
            document["runs"][place] = run | {"chunk": 2 ** (place // 100)}
        page = self.open(document, "many")
        self.assertLess(page.stat().st_size, 1_000_000)
        self.assertEqual(self.browser.console(), [])

    def test_the_same_document_gives_the_same_page(self):
        first = self.page_of(example("compare-sizes"), "again").read_bytes()
        self.assertEqual(self.page_of(example("compare-sizes"), "again").read_bytes(), first)

    def test_light_and_dark(self):
        grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 17, 17)"}
        for scheme, ground in grounds.items():
            self.open(example("compare-sizes"), scheme=scheme)
            self.assertEqual(self.browser.run("return getComputedStyle(document.body).backgroundColor"), ground)

    def test_what_is_read_differs_from_its_ground(self):
        """Texts by 4.5 : 1, lines by 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11). Names of lines are bold, and have their colour."""
        contrasts = """
          const light = (colour) => { const c = colour.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255)
              .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; };
          const ground = light(getComputedStyle(document.body).backgroundColor);
          const contrast = (colour) => { const l = light(colour); return (Math.max(l, ground) + 0.05) / (Math.min(l, ground) + 0.05); };
          const all = (selector, property) => [...document.querySelectorAll(selector)].map(e => contrast(getComputedStyle(e)[property]));
          return {text: Math.min(...all('p, dt, dd, td, th, figcaption, summary, a, .answer', 'color'), ...all('.chart .axis, .chart .title, .chart .note', 'fill')),
                  lines: Math.min(...all('.chart .line, .chart .median', 'stroke'), ...all('.chart .name', 'fill'))};"""
        for name in EXAMPLES:
            for scheme in ("light", "dark"):
                with self.subTest(f"{name}, {scheme}"):
                    self.open(example(name), name, scheme=scheme)
                    least = self.browser.run(contrasts)
                    self.assertGreaterEqual(least["text"], 4.5)
                    self.assertTrue(least["lines"] is None or least["lines"] >= 3, least)

    def test_a_switch_shows_another_view_and_the_address_keeps_it(self):
        page = self.open(example("compare-sizes"))
        self.assertEqual(self.shown_figures("crossover"), ["crossover-time"])
        self.browser.run("document.querySelector('[data-view=crossover-rate]').click()")
        self.browser.run("document.querySelector('#crossover [data-kind=cold]').click()")
        self.assertEqual(self.shown_figures("crossover"), ["crossover-rate"])
        fragment = self.browser.run("return location.hash")
        self.browser.open("about:blank")
        self.browser.open(f"file://{page}{fragment}")
        self.assertEqual(self.shown_figures("crossover"), ["crossover-rate"])
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('#crossover [aria-pressed=true]')].map(b => b.textContent)"),
                         ["rate", "warm"])
        cold = "return [...document.querySelectorAll('#crossover-rate .series.cold')].some(s => s.getClientRects().length > 0)"
        self.assertFalse(self.browser.run(cold))

    def test_one_kind_of_runs_is_always_shown(self):
        self.open(example("compare-sizes"))
        for kind in ("cold", "warm"):
            self.browser.run(f"document.querySelector('#crossover [data-kind={kind}]').click()")
        self.assertEqual(self.browser.run("return document.querySelectorAll('#crossover [data-kind][aria-pressed=true]').length"), 1)

    def test_arrow_keys_walk_along_the_lines(self):
        document = example("compare-sizes")
        self.open(document)
        self.browser.run("document.querySelector('#crossover-time svg').focus()")
        told = "return document.querySelector('#crossover-time .tip').textContent"
        self.browser.press("right")
        self.assertIn("serial, 3e6 samples", self.browser.run(told))
        self.browser.press("right")
        self.assertIn("serial, 1e7 samples", self.browser.run(told))
        self.browser.press("down")
        self.assertIn("threads, 1e7 samples", self.browser.run(told))
        self.browser.press("left", "up")
        self.assertIn("serial, 3e6 samples", self.browser.run(told))
        self.browser.press("escape")
        self.assertEqual(self.browser.run(told), "")

    def test_enter_hides_the_line_and_escape_shows_all_again(self):
        self.open(example("compare-sizes"))
        self.browser.run("document.querySelector('#crossover-time svg').focus()")
        hidden = "return Array.from(document.querySelectorAll('#crossover-time .series.off'), line => line.dataset.name)"
        self.browser.press("right", "down", "enter")
        self.assertEqual(set(self.browser.run(hidden)), {"threads"})
        self.browser.press("enter")
        self.assertEqual(self.browser.run(hidden), [])
        self.browser.press("enter", "right", "enter")
        self.assertEqual(set(self.browser.run(hidden)), {"serial", "threads"})
        self.browser.press("escape")
        self.assertEqual(self.browser.run(hidden), [])

    def test_all_that_can_be_switched_is_reached_by_the_tabulator(self):
        self.open(example("compare-sizes"))
        reached = []
        for _ in range(12):
            self.browser.press("tab")
            reached.append(self.browser.run("return document.activeElement.textContent.trim() || document.activeElement.tagName"))
        for name in ("Large view", "time", "rate", "speed-up", "warm", "cold"):
            self.assertIn(name, reached)

    def test_every_view_tells_the_figures_of_the_document(self):
        document = example("compare-sizes")
        self.open(document)
        for view in ("crossover-time", "crossover-rate", "crossover-speed-up"):
            self.browser.run(f"document.querySelector('[data-view={view}]').click()")
            tips = self.browser.run(f"""
              const tips = [], chart = document.querySelector('#{view} svg');
              chart.querySelectorAll('.p path').forEach(p => {{
                p.dispatchEvent(new PointerEvent('pointerover', {{bubbles: true}}));
                tips.push(document.querySelector('#{view} .tip').textContent); }});
              return tips;""")
            told = {self.key_of(tip): self.seconds_in(tip) for tip in tips}
            measured = {(run["backend"], run["samples"], kind): run["seconds"][name]["median"]
                        for run in document["runs"] if "seconds" in run for kind, name in (("cold", "cold_rounds"), ("warm", "warm"))}
            self.assertEqual(set(told), set(measured))
            for key, seconds in measured.items():
                self.assertLess(abs(told[key] / seconds - 1), 0.006, (view, key))

    @staticmethod
    def key_of(tip):
        name, size = re.match(r"(\w+), (\S+) samples", tip).groups()
        return name, round(float(size)), "cold" if ", cold:" in tip else "warm"

    @staticmethod
    def seconds_in(tip):
        number, unit = re.search(r": ([0-9.]+) (s|ms|µs|ns)", tip).groups()
        return float(number) * {"s": 1, "ms": 1e-3, "µs": 1e-6, "ns": 1e-9}[unit]

    def test_a_click_on_a_name_hides_its_lines(self):
        self.open(example("compare-sizes"))
        self.browser.run("document.querySelector('#crossover-time [data-name=threads] .name').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
        shown = "return [...document.querySelectorAll('#crossover-time [data-name=threads] .line')].some(l => l.getClientRects().length > 0)"
        self.assertFalse(self.browser.run(shown))

    def test_the_table_is_sorted_by_exact_numbers(self):
        document = example("compare-sizes")
        self.open(document)
        column = self.browser.run("""
          const heads = [...document.querySelectorAll('#all th')], at = heads.findIndex(h => h.dataset.at === '/seconds/warm/median');
          heads[at].querySelector('button').click();
          return [...document.querySelectorAll('#all tbody tr')].map(row => parseFloat(row.cells[at].textContent));""")
        self.assertEqual(column, sorted(column))
        medians = sorted(run["seconds"]["warm"]["median"] for run in document["runs"] if run.get("seconds", {}).get("warm"))
        for shown, median in zip(column, medians, strict=True):
            self.assertAlmostEqual(shown / column[0], median / medians[0], places=3)

    def test_what_the_page_holds_can_be_shown_again(self):
        for name in EXAMPLES:
            with self.subTest(name):
                self.open(example(name), name)
                kept = json.loads(self.browser.run("return document.getElementById('json').textContent"))
                self.open(kept, f"again-{name}")
                self.assertEqual(self.browser.console(), [])
                self.assertEqual(self.browser.run("return document.querySelectorAll('.answer').length > 0"), name != "lesson")

    def test_without_scripts_the_charts_are_there_and_no_dead_switches(self):
        self.browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
        try:
            page = self.open(example("compare-sizes")).read_text()
            shown = self.browser.devtools("DOMSnapshot.captureSnapshot", computedStyles=["display"])
        finally:
            self.browser.devtools("Emulation.setScriptExecutionDisabled", value=False)
        strings, tree = shown["strings"], shown["documents"][0]
        names = [strings[index] for index in tree["nodes"]["nodeName"]]
        drawn = [names[index].lower() for index in tree["layout"]["nodeIndex"]]
        self.assertIn("svg", drawn)
        self.assertNotIn("button", drawn)
        self.assertIn("<title>serial, 3e6 samples", page)

    def test_on_paper_everything_is_open_and_no_switch_is_there(self):
        for name in ("compare-sizes", "lesson"):
            self.open(example(name), name)
            self.browser.run("window.seen = null; addEventListener('beforeprint', () => {"
                             " window.seen = document.querySelectorAll('details:not([open])').length; })")
            for size in ({"paperWidth": 8.27, "paperHeight": 11.69}, {"paperWidth": 8.5, "paperHeight": 11}):
                paper = self.browser.devtools("Page.printToPDF", **size)
                self.assertGreater(len(paper["data"]), 20_000)
            self.assertEqual(self.browser.run("return window.seen"), 0)
            self.browser.show_as(media="print", scheme="dark")
            self.assertEqual(self.browser.run("return getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)")
            self.assertEqual(self.browser.run(
                "return [...document.querySelectorAll('.switches')].filter(s => s.getClientRects().length > 0).length"), 0)

    def test_pictures_by_themselves_are_whole(self):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "result.json"
            source.write_text(json.dumps(hostile(example("compare-sizes"))))
            subprocess.run([PROGRAM, "report", source, "--svg", folder], check=True, stdout=subprocess.DEVNULL, timeout=60)
            pictures = sorted(Path(folder).glob("*.svg"))
            self.assertGreaterEqual(len(pictures), 5)
            for picture in pictures:
                self.browser.open(f"file://{picture}")
                self.assertEqual(self.browser.run("return document.documentElement.tagName"), "svg")
                self.assertEqual(self.browser.run("return document.querySelectorAll('parsererror').length"), 0)


class Texts(unittest.TestCase):
    """What no browser is needed for."""

    def test_the_json_in_a_page_is_what_was_measured(self):
        document = example("compare")
        with tempfile.TemporaryDirectory() as folder:
            page = subprocess.run([PROGRAM, "report", ROOT / "docs/json/compare.json", "--html", "-"], check=True, capture_output=True,
                                  text=True, timeout=60).stdout
        kept = json.loads(html.unescape(re.search(r'id="json">(.*?)</script>', page, re.DOTALL).group(1)))
        for run, before in zip(kept["runs"], document["runs"], strict=True):
            for member in ("hits", "samples", "workers", "backend", "verdict"):
                self.assertEqual(run.get(member), before.get(member))
            if before.get("seconds", {}).get("warm"):
                self.assertAlmostEqual(run["seconds"]["warm"]["median"], before["seconds"]["warm"]["median"], delta=1e-9)


if __name__ == "__main__":
    unittest.main()
