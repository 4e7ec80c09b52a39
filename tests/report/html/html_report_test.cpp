#include "host/report/html/html_report.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "host/report/figures/figure.hpp"
#include "host/report/figures/shown_runs.hpp"
#include "host/report/saved/answers.hpp"
#include "host/report/saved/saved_report.hpp"

namespace crossover {
namespace {

using testing::IsSubstring;

Json example(const std::string& name) {
  std::ifstream file(std::string(TEST_DATA) + "/../../docs/json/" + name + ".json");
  return Json::parse(file);
}

const std::vector<std::string> examples{
    "pi", "pi-plan", "compare", "compare-sizes", "compare-workers", "compare-baseline", "sort", "tune", "lesson"};

/// Everything that is made of a document.
void show(const Json& document) {
  html_report(document);
  chart_files(document);
  report_on_saved(document).text();
}

TEST(HtmlReport, OfEveryExampleHasItsPartsAndNoNumberThatIsNone) {
  for (const std::string& name : examples) {
    const std::string html = html_report(example(name));
    for (const char* part : {"<h1>crossover ", "Content-Security-Policy", "id=\"terms\"", "id=\"json\"", "</html>"})
      EXPECT_PRED_FORMAT2(IsSubstring, part, html) << name;
    for (const char* wrong : {"\"nan\"", " nan", "-nan", ">inf", " inf "})
      EXPECT_PRED_FORMAT2(testing::IsNotSubstring, wrong, html.substr(0, html.find("<script"))) << name;
  }
}

TEST(HtmlReport, IsTheSameForTheSameDocument) {
  EXPECT_EQ(html_report(example("compare-sizes")), html_report(example("compare-sizes")));
}

TEST(HtmlReport, AsksForNothingFromElsewhere) {
  for (const std::string& name : examples) {
    const std::string html = html_report(example(name));
    for (const char* wrong : {"src=", "<link", "@import", "url("})
      EXPECT_PRED_FORMAT2(testing::IsNotSubstring, wrong, html) << name;
  }
}

/// Each value of a document in turn, in the place of another.
void show_with_each_value_replaced(const Json& document, Json& part) {
  if (!part.is_structured()) {
    const Json was = part;
    for (const Json& other :
         {Json(nullptr), Json(-1), Json(1e300), Json("<x>"), Json(true), Json::array({0}), Json{{"a", 1}}}) {
      part = other;
      EXPECT_NO_THROW(show(document)) << was << " became " << other;
    }
    part = was;
    return;
  }
  if (part.is_array() && part.size() > 3) return;  // raw rounds, and runs beyond the first
  for (Json& its : part) show_with_each_value_replaced(document, its);
}

TEST(HtmlReport, OfAnyDocumentIsMadeAsFarAsItGoes) {
  Json document = example("compare-baseline");
  document["runs"].erase(1);
  document["crossings"] = {{{"from", {{"backend", "serial"}}},
                            {"to", {{"backend", "serial"}}},
                            {"among", "all"},
                            {"kind", "warm"},
                            {"last_before", 1000},
                            {"first_after", 2000},
                            {"n_star", 1500}}};
  document["predictions"] = {
      {{"configuration", {{"backend", "serial"}}}, {"kind", "warm"}, {"samples", 1000}, {"seconds", 2}}};
  document["scaling"] = {
      {{"backend", "serial"},
       {"kernel", "simd"},
       {"scaling", "strong"},
       {"of", "workers"},
       {"fit", {{"serial_fraction", 0.1}}},
       {"points", {{{"workers", 2}, {"speed_up", {{"median", 1.5}, {"ci95", {1.4, 1.6}}}}, {"efficiency", 0.75}}}}}};
  show_with_each_value_replaced(document, document);
}

TEST(HtmlReport, OfAnyTuningIsMadeAsFarAsItGoes) {
  Json document = example("tune");
  document["candidates"].erase(document["candidates"].begin() + 2, document["candidates"].end());
  document["finalists"] = Json::array();
  show_with_each_value_replaced(document, document);
}

TEST(HtmlReport, OfNothingIsAPage) {
  for (const Json& document :
       {Json::object(), Json{{"command", "compare"}, {"runs", Json::array()}}, Json{{"command", "lesson"}}})
    EXPECT_NO_THROW(show(document)) << document;
}

TEST(HtmlReport, SaysHowToMakeItAgain) {
  EXPECT_PRED_FORMAT2(IsSubstring, "<code>crossover report a.json b.json --html report.html</code>",
                      html_report(example("pi"), {}, {"a.json", "b.json"}));
}

TEST(HtmlReport, ShowsACommandAsAShellTakesIt) {
  Json document = example("pi");
  document["provenance"]["command_line"] = {"crossover", "pi", "a b", "it's"};
  EXPECT_PRED_FORMAT2(IsSubstring, "<code>crossover pi &#39;a b&#39; &#39;it&#39;\\&#39;&#39;s&#39;</code>",
                      html_report(document));
}

TEST(HtmlReport, LeadsFromItsWordsToWhatTheyMean) {
  const std::string html = html_report(example("compare-sizes"));
  for (const char* term : {"median", "cold", "n-star", "bracket", "round"}) {
    EXPECT_PRED_FORMAT2(IsSubstring, "href=\"#term-" + std::string(term) + "\"", html);
    EXPECT_PRED_FORMAT2(IsSubstring, "<dt id=\"term-" + std::string(term) + "\"", html);
  }
}

TEST(HtmlReport, OfABusyMachineSaysSoFirst) {
  Json document = example("compare");
  document["machine_state"] = {{"quiet", false}, {"why", "other processes used 1.2 of the 2 CPUs"}};
  EXPECT_EQ(short_answers(document).front().text,
            "BUSY: other processes used 1.2 of the 2 CPUs, so nothing is judged.");
}

TEST(ShortAnswers, SayAtHowManySizesTheMachineWasBusy) {
  Json document = example("compare-sizes");
  const Json busy{{"quiet", false}, {"why", "other processes used 1.2 of the 2 CPUs"}};
  document["machine_state"] = document["machine_states"][1]["machine_state"] = busy;
  EXPECT_EQ(short_answers(document).front().text,
            "BUSY at 1 of 4 sizes: other processes used 1.2 of the 2 CPUs; nothing is judged there.");
  for (Json& state : document["machine_states"]) state["machine_state"] = busy;
  EXPECT_EQ(short_answers(document).front().text,
            "BUSY: other processes used 1.2 of the 2 CPUs, so nothing is judged.");
}

TEST(ShortAnswers, TellHowMuchFasterOnlyWhatWasJudged) {
  Json document = example("compare-baseline");
  const auto last_answer = [&] { return short_answers(document).back().text; };
  for (Json& run : document["runs"])
    if (run.contains("verdict") && !run["verdict"].is_null()) run["verdict"] = "pays";
  EXPECT_PRED_FORMAT2(IsSubstring, "times as fast as the baseline", last_answer());
  for (Json& run : document["runs"])
    if (run.contains("verdict") && !run["verdict"].is_null()) run["verdict"] = "machine_busy";
  EXPECT_PRED_FORMAT2(testing::IsNotSubstring, "times as fast", last_answer());
}

TEST(ShortAnswers, CountWhatIsSlowerThanTheBaseline) {
  Json document = example("compare-baseline");
  document["baseline"]["runs"][0]["verdict"] = "slower";
  EXPECT_EQ(short_answers(document).front().text, "Beside 'main': 1 slower, 0 faster, of 2 runs.");
  document["baseline"]["runs"][1]["verdict"] = "faster";
  EXPECT_EQ(short_answers(document).front().text, "Beside 'main': 1 slower, 1 faster, of 2 runs.");
  EXPECT_EQ(figures_of(document).back().views.front().finding, short_answers(document).front().text);
}

TEST(ShortAnswers, SayFromWhereSomethingPays) {
  Json document = example("compare-sizes");
  const auto crossing = [](const char* kind, double n_star) {
    return Json{{"from", {{"backend", "serial"}}},
                {"to", {{"backend", "threads"}}},
                {"kind", kind},
                {"among", "pair"},
                {"last_before", 20000},
                {"first_after", 30000},
                {"n_star", n_star}};
  };
  document["crossings"] = {crossing("cold", 25000), crossing("warm", 10000)};
  const auto answers = short_answers(document);
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(
      answers[0].text,
      "threads pays cold from N* = 2.5e4 samples on (measured between 2e4 and 3e4); warm from N* = 1e4 samples on "
      "(measured between 2e4 and 3e4).");
  EXPECT_EQ(answers[0].figure, "crossover");
  EXPECT_PRED_FORMAT2(IsSubstring, "threads takes the least", answers[1].text);
}

TEST(ShownRuns, AreNamedByWhatTellsThemApart) {
  const auto run = [](const char* backend, const char* kernel, unsigned workers) {
    return Json{
        {"backend", backend}, {"kernel", kernel}, {"workers", workers}, {"samples", 1000}, {"seconds", {{"cold", 1}}}};
  };
  const auto names_of = [](const Json& runs) {
    std::vector<std::string> names;
    for (const ShownConfiguration& configuration : shown_runs(runs).configurations) names.push_back(configuration.name);
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names_of({run("serial", "simd", 1), run("threads", "simd", 2)}), (Names{"serial", "threads"}));
  EXPECT_EQ(names_of({run("serial", "simd", 1), run("threads", "simd", 2), run("threads", "scalar", 2)}),
            (Names{"serial, simd", "threads, simd", "threads, scalar"}));
  EXPECT_EQ(names_of({run("threads", "simd", 1), run("threads", "simd", 2)}),
            (Names{"threads, workers 1", "threads, workers 2"}));
  EXPECT_EQ(names_of({{{"backend", "cuda"}, {"unavailable", "no driver"}}}), Names{});
}

TEST(Figures, AreThoseThatTheDocumentHasFiguresFor) {
  const auto ids_of = [](const std::string& name) {
    std::vector<std::string> ids;
    for (const FigureGroup& group : figures_of(example(name))) ids.push_back(group.id);
    return ids;
  };
  using Ids = std::vector<std::string>;
  EXPECT_EQ(ids_of("compare-sizes"), (Ids{"crossover", "rounds", "time"}));
  EXPECT_EQ(ids_of("compare-workers"), (Ids{"scaling", "rounds", "time"}));
  EXPECT_EQ(ids_of("compare-baseline"), (Ids{"rounds", "time", "change"}));
  EXPECT_EQ(ids_of("tune"), (Ids{"rounds", "map"}));
  EXPECT_EQ(ids_of("pi"), (Ids{"time"}));
  EXPECT_EQ(ids_of("pi-plan"), Ids{});
}

TEST(Figures, OfARunThatWasTracedHaveItsTimeline) {
  EXPECT_EQ(figures_of(example("pi"), {Timeline{.title = "a run", .begin = 0, .workers = {}}}).back().id, "timeline");
}

TEST(Figures, DrawHollowWhatWasPredicted) {
  Json document = example("compare-sizes");
  document["predictions"] = {{{"configuration", {{"backend", "serial"}, {"kernel", "simd"}, {"workers", 1}}},
                              {"kind", "warm"},
                              {"samples", 1'000'000'000},
                              {"seconds", 2.5}}};
  const std::string svg = crossover_figures(document).views.front().svg;
  EXPECT_PRED_FORMAT2(IsSubstring, "<g class=\"guess\">", svg);
  EXPECT_PRED_FORMAT2(IsSubstring, "serial, 1e9 samples: 2.50 s (predicted, not run)", svg);
}

TEST(SavedReport, HasTheCsvOfTheCommandThatMeasured) {
  EXPECT_PRED_FORMAT2(IsSubstring, "sorter,sharing,arrays", report_on_saved(example("sort")).csv);
  EXPECT_PRED_FORMAT2(IsSubstring, "backend,kernel,workers,chunk", report_on_saved(example("tune")).csv);
  EXPECT_PRED_FORMAT2(IsSubstring, "exercise,cell,what", report_on_saved(example("lesson")).csv);
}

TEST(SavedReport, TellsTheRunsAndTheFindings) {
  const std::string text = report_on_saved(example("compare")).text(100);
  EXPECT_PRED_FORMAT2(IsSubstring, "crossover compare, measured ", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "takes the least: ", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "counted the same hits in every run", text);
}

}  // namespace
}  // namespace crossover
