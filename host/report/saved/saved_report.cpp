#include "host/report/saved/saved_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "host/report/numbers.hpp"
#include "host/report/page/page.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/saved/answers.hpp"
#include "host/report/saved/json_values.hpp"
#include "host/report/saved/result_csv.hpp"
#include "host/report/saved/run_columns.hpp"
#include "host/report/saved/run_names.hpp"

namespace crossover {
namespace {

std::string duration_at(const Json& run, const char* pointer) {
  const auto seconds = number_at(run, pointer);
  return seconds ? format_duration(*seconds) : absent;
}

std::string interval_of(const Json& run) {
  const auto interval = interval_at(run, "/seconds/warm/ci95");
  return interval ? fmt::format("{} to {}", format_duration(interval->low), format_duration(interval->high)) : absent;
}

std::string speed_up_of(const Json& run) {
  const auto ratio = number_at(run, "/speed_up/median");
  return ratio && *ratio > 0 ? format_ratio(*ratio) : absent;
}

std::vector<std::string> row_of(const Json& run, const Json& names, const std::vector<std::string>& members) {
  std::vector<std::string> row;
  row.reserve(members.size() + 6);
  for (const std::string& member : members) row.push_back(cell_of(names, member));
  row.push_back(duration_at(run, "/seconds/cold"));
  row.push_back(fmt::format("{}", list_at(run, "/seconds/warm/raw").size()));
  row.push_back(duration_at(run, "/seconds/warm/median"));
  row.push_back(interval_of(run));
  row.push_back(speed_up_of(run));
  row.push_back(text_at(run, "/verdict"));
  return row;
}

std::string heading_of(const Json& document) {
  return fmt::format("crossover {}, measured {} on {}, {} usable CPUs, by version {}, commit {}.{}\n",
                     text_at(document, "/command"), text_at(document, "/provenance/time"),
                     text_at(document, "/machine/cpu"), value_at(document, "/machine/usable_cpus").dump(),
                     text_at(document, "/version"), text_at(document, "/build/commit"),
                     value_at(document, "/complete") == false ? " PARTIAL: it did not come to its end." : "");
}

/// Questions of a lesson and their answers; empty for what is none.
std::vector<Paragraph> answers_of(const Json& document) {
  std::vector<Paragraph> answers;
  for (const Json& answer : list_at(document, "/answers"))
    answers.push_back({fmt::format("In general: {}\nHere: {}\nIn the notes: {}\n", text_at(answer, "/in_general"),
                                   text_at(answer, "/here"), text_at(answer, "/in_the_notes")),
                       text_at(answer, "/question")});
  return answers;
}

Table candidates_of(const Json& document) {
  Table table{.columns = {{.title = "backend", .is_key = true},
                          {.title = "kernel", .is_hoisted = true},
                          {.title = "workers", .align = Align::right},
                          {.title = "chunk", .align = Align::right},
                          {.title = "time", .align = Align::right},
                          {.title = "predicted"},
                          {.title = "chosen"}},
              .rows = {}};
  for (const Json& candidate : list_at(document, "/candidates")) {
    std::vector<std::string> row;
    for (const auto& column : {"backend", "kernel", "workers", "chunk"}) row.push_back(cell_of(candidate, column));
    row.push_back(duration_at(candidate, "/seconds"));
    for (const auto& column : {"predicted", "chosen"}) row.push_back(cell_of(candidate, column));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

Json measured_runs(const Json& document) {
  Json runs = Json::array();
  for (const Json& run : list_at(document, "/runs"))
    if (run.is_object() && run.contains("seconds")) runs.push_back(run);
  return runs;
}

Table table_of_runs(const Json& document) {
  const Json runs = measured_runs(document);
  std::vector<Json> names;
  for (const Json& run : runs) names.push_back(named(run, names_of_run(run)));
  const std::vector<std::string> members = members_that_tell(names);
  Table table{.columns = columns_of(members), .rows = {}};
  table.columns.push_back({.title = "cold run", .align = Align::right, .drop = 2});
  table.columns.push_back({.title = "rounds", .align = Align::right});
  table.columns.push_back({.title = "median", .align = Align::right});
  table.columns.push_back({.title = "95 % interval"});
  table.columns.push_back({.title = "speed-up", .align = Align::right, .drop = 1});
  table.columns.push_back({.title = "verdict", .drop = 3});
  for (std::size_t i = 0; i < names.size(); ++i) table.rows.push_back(row_of(runs.at(i), names[i], members));
  leave_out_empty_columns(table);
  return table;
}

const std::vector<std::string>& shown_commands() {
  static const std::vector<std::string> commands{"pi", "compare", "sort", "tune", "lesson"};
  return commands;
}

Document report_on_saved(const Json& document) {
  Document report{.csv = csv_of_result(document), .json = text_of(document)};
  auto& blocks = report.page.blocks;
  blocks.emplace_back(Paragraph{heading_of(document)});
  Sentences answers;
  for (const ShortAnswer& answer : short_answers(document)) answers.push_back(answer.text);
  blocks.emplace_back(std::move(answers));
  if (Table runs = table_of_runs(document); !runs.rows.empty()) blocks.emplace_back(std::move(runs));
  if (Table candidates = candidates_of(document); !candidates.rows.empty()) blocks.emplace_back(std::move(candidates));
  for (Paragraph& answer : answers_of(document)) blocks.emplace_back(std::move(answer));
  blocks.emplace_back(Sentences{texts_at(document, "/findings")});
  return report;
}

}  // namespace crossover
