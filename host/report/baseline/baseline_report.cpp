#include "host/report/baseline/baseline_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/report/baseline/held_runs.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/saved/run_columns.hpp"

namespace crossover {
namespace {

std::string words_of(Change change) { return change == Change::not_clear ? "not clear" : std::string(name_of(change)); }

/// "2026-11-30T17:00:00Z", or what else a baseline says of itself.
std::string string_at(const Json& document, const char* pointer) {
  const Json::json_pointer where(pointer);
  return document.contains(where) && document.at(where).is_string() ? document.at(where).get<std::string>()
                                                                    : std::string("unknown");
}

/// A tenth is "10 %".
std::string percent(double fraction) { return fmt::format("{:.3g} %", 100 * fraction); }

std::string heading(const Baseline& baseline) {
  return fmt::format("Against baseline '{}', measured {} by commit {}:", baseline.name,
                     string_at(baseline.document, "/provenance/time"), string_at(baseline.document, "/build/commit"));
}

std::vector<std::string> row_of(const HeldRun& run, const std::vector<std::string>& members) {
  std::vector<std::string> row;
  row.reserve(members.size() + 5);
  for (const std::string& member : members) row.push_back(cell_of(run.names, member));
  const auto time = [](const std::optional<double>& seconds) { return seconds ? format_duration(*seconds) : absent; };
  row.push_back(time(run.before));
  row.push_back(time(run.now));
  row.push_back(run.time ? fmt::format("{:.3f}", run.time->ratio) : absent);
  row.push_back(run.time ? fmt::format("{:.3f} to {:.3f}", run.time->ci95.low, run.time->ci95.high) : absent);
  const auto verdict = run.verdict();
  row.push_back(verdict ? words_of(*verdict) : run.why_not_judged);
  return row;
}

std::vector<std::string> members_of(const HeldRuns& held) {
  std::vector<Json> names;
  for (const HeldRun& run : held.runs) names.push_back(run.names);
  return members_that_tell(names);
}

Table table_of(const HeldRuns& held) {
  const std::vector<std::string> members = members_of(held);
  Table table{.columns = columns_of(members), .rows = {}};
  table.columns.push_back({.title = "before", .align = Align::right});
  table.columns.push_back({.title = "now", .align = Align::right});
  table.columns.push_back({.title = "now / before", .align = Align::right});
  table.columns.push_back({.title = "95 % interval", .drop = 1});
  table.columns.push_back({.title = "verdict", .is_prose = true});
  for (const HeldRun& run : held.runs) table.rows.push_back(row_of(run, members));
  if (held.runs.empty()) table.notes.emplace_back("The two results have no run in common.");
  return table;
}

/// "threads, simd, workers 2, samples 1e8 takes 1.12 times as long (1.10 to 1.14)": those that changed the most first.
std::vector<std::string> changes(const HeldRuns& held, Change change) {
  constexpr std::size_t most = 3;
  std::vector<const HeldRun*> changed;
  for (const HeldRun& run : held.runs)
    if (run.verdict() == change) changed.push_back(&run);
  std::ranges::stable_sort(changed, [&](const HeldRun* a, const HeldRun* b) {
    return change == Change::slower ? a->time->ratio > b->time->ratio : a->time->ratio < b->time->ratio;
  });
  const std::vector<std::string> members = members_of(held);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(most, changed.size()); ++i)
    words.push_back(fmt::format("{} takes {:.3f} times as long ({:.3f} to {:.3f})",
                                describe_run(changed[i]->names, members), changed[i]->time->ratio,
                                changed[i]->time->ci95.low, changed[i]->time->ci95.high));
  if (changed.size() > most) words.push_back(fmt::format("{} more", changed.size() - most));
  return words;
}

std::string why_none_is_judged(const HeldRuns& held) {
  if (!held.other_machine.empty())
    return fmt::format("ANOTHER MACHINE: {}. These are figures, no verdicts.", held.other_machine);
  const auto all_are = [&](const char* why) {
    return std::ranges::all_of(held.runs, [&](const HeldRun& run) { return run.why_not_judged == why; });
  };
  if (held.runs.empty()) return "";
  if (all_are("busy then")) return "The machine was busy when the baseline was measured, so nothing is judged by it.";
  if (all_are("busy now")) return "The machine is busy, so nothing is judged.";
  if (all_are("too few rounds")) return "There were too few rounds to judge by; write a larger --time-limit.";
  return "";
}

/// "Not judged: 2 runs, since the CPUs took 0.78 to 1.28 times as long as then for the same work."
std::string on_speed_of_machine(const HeldRuns& held) {
  std::vector<double> ratios;
  for (const HeldRun& run : held.runs)
    if (run.why_not_judged == "another speed") ratios.push_back(*run.machine_ratio);
  if (ratios.empty()) return "";
  const auto [least, most] = std::ranges::minmax(ratios);
  const std::string times = least == most ? fmt::format("{:.2f}", most) : fmt::format("{:.2f} to {:.2f}", least, most);
  return fmt::format(
      "Not judged: {}, since the CPUs themselves took {} times as long as then, for work that is always "
      "the same.",
      plural(ratios.size(), "run"), times);
}

Sentences sentences_on(const HeldRuns& held, double threshold) {
  Sentences sentences{why_none_is_judged(held)};
  for (const Change change : {Change::slower, Change::faster})
    if (const auto words = changes(held, change); !words.empty())
      sentences.push_back(fmt::format("{} than the baseline by more than {}, {} of {}: {}.",
                                      change == Change::slower ? "SLOWER" : "Faster", percent(threshold),
                                      held.count(change), plural(held.runs.size(), "run"), fmt::join(words, "; ")));
  const std::size_t same = held.count(Change::same), not_clear = held.count(Change::not_clear);
  if (same > 0) sentences.push_back(fmt::format("The same within {}: {}.", percent(threshold), plural(same, "run")));
  if (not_clear > 0)
    sentences.push_back(
        fmt::format("Not clear: {}, whose interval holds the threshold, or which changed no more than "
                    "from one half of the rounds to the other.",
                    plural(not_clear, "run")));
  sentences.push_back(on_speed_of_machine(held));
  if (held.only_before > 0)
    sentences.push_back(fmt::format("Not measured now: {} of the baseline.", plural(held.only_before, "run")));
  if (held.only_now > 0) sentences.push_back(fmt::format("Not in the baseline: {}.", plural(held.only_now, "run")));
  std::erase(sentences, "");
  return sentences;
}

Json json_of(const HeldRun& run) {
  Json json = run.names;
  json["seconds_before"] = or_null(run.before);
  json["seconds_now"] = or_null(run.now);
  json["ratio"] = run.time ? Json(run.time->ratio) : Json(nullptr);
  json["ratio_ci95"] = run.time ? crossover::json_of(run.time->ci95) : Json(nullptr);
  json["drift"] = run.time ? Json(run.time->drift) : Json(nullptr);
  json["machine_ratio"] = or_null(run.machine_ratio);
  const auto verdict = run.verdict();
  json["verdict"] = verdict ? Json(name_of(*verdict)) : Json(nullptr);
  json["why_not_judged"] = run.why_not_judged.empty() ? Json(nullptr) : Json(run.why_not_judged);
  return json;
}

Json json_of(const HeldRuns& held, const Baseline& baseline, double threshold) {
  Json json{{"name", baseline.name},
            {"time", string_at(baseline.document, "/provenance/time")},
            {"commit", string_at(baseline.document, "/build/commit")},
            {"threshold", threshold},
            {"other_machine", held.other_machine.empty() ? Json(nullptr) : Json(held.other_machine)},
            {"regression", held.has_regression()},
            {"only_in_baseline", held.only_before},
            {"only_here", held.only_now},
            {"runs", Json::array()}};
  for (const HeldRun& run : held.runs) json["runs"].push_back(json_of(run));
  return json;
}

}  // namespace

void add_baseline(Document& document, const Baseline& baseline, double threshold) {
  Json json = Json::parse(document.json);
  const HeldRuns held = hold_against(baseline.document, json, threshold);
  if (json.contains("baseline")) json["more_baselines"].push_back(json["baseline"]);
  json["baseline"] = json_of(held, baseline, threshold);
  document.json = text_of(json);
  document.page.blocks.emplace_back(Paragraph{heading(baseline)});
  document.page.blocks.emplace_back(table_of(held));
  document.page.blocks.emplace_back(sentences_on(held, threshold));
  if (!held.has_regression()) return;
  document.notes.push_back(fmt::format("slower than baseline '{}' by more than {}: {} of {}", baseline.name,
                                       percent(threshold), held.count(Change::slower),
                                       plural(held.runs.size(), "run")));
  if (document.exit_code == ExitCode::done) document.exit_code = ExitCode::regression;
}

}  // namespace crossover
