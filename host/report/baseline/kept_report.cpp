#include "host/report/baseline/kept_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <utility>

#include "host/report/csv.hpp"
#include "host/report/json.hpp"
#include "host/report/saved/json_values.hpp"
#include "host/report/saved/saved_report.hpp"

namespace crossover {
namespace {

Json json_of(const KeptBaseline& kept) {
  const Json& document = kept.baseline.document;
  if (!kept.why_not.empty()) return {{"name", kept.baseline.name}, {"why_not", kept.why_not}};
  return {{"name", kept.baseline.name},
          {"command", text_at(document, "/command")},
          {"time", text_at(document, "/provenance/time")},
          {"commit", text_at(document, "/build/commit")},
          {"cpu", text_at(document, "/machine/cpu")},
          {"quiet", value_at(document, "/machine_state/quiet") == true},
          {"runs", measured_runs(document).size()}};
}

Table table_of(const std::vector<KeptBaseline>& kept) {
  Table table{.columns = {{.title = "baseline", .is_key = true},
                          {.title = "of"},
                          {.title = "measured"},
                          {.title = "commit"},
                          {.title = "runs", .align = Align::right},
                          {.title = "machine", .drop = 2},
                          {.title = "CPU", .drop = 1, .is_hoisted = true}},
              .rows = {}};
  for (const KeptBaseline& of : kept) {
    if (!of.why_not.empty()) {
      table.rows.push_back({of.baseline.name});
      table.notes.push_back(fmt::format("{}.", of.why_not));
      continue;
    }
    const Json json = json_of(of);
    table.rows.push_back({of.baseline.name, json.at("command"), json.at("time"), json.at("commit"),
                          fmt::format("{}", json.at("runs").get<std::size_t>()),
                          text_at(of.baseline.document, "/provenance/host"), json.at("cpu")});
  }
  return table;
}

}  // namespace

Document list_of(const std::vector<KeptBaseline>& kept) {
  Json json = json_head("baseline");
  json["baselines"] = Json::array();
  for (const KeptBaseline& of : kept) json["baselines"].push_back(json_of(of));
  Document document{.csv = csv_of(json["baselines"], {{"name", "/name"},
                                                      {"command", "/command"},
                                                      {"time", "/time"},
                                                      {"commit", "/commit"},
                                                      {"runs", "/runs"},
                                                      {"cpu", "/cpu"},
                                                      {"quiet", "/quiet"}}),
                    .json = text_of(json)};
  if (kept.empty())
    document.page.blocks.emplace_back(
        Paragraph{"No baseline is kept; to make one: crossover compare --save-baseline NAME\n"});
  else
    document.page.blocks.emplace_back(table_of(kept));
  return document;
}

Document report_on(const Baseline& baseline) {
  const Json& document = baseline.document;
  const std::string busy =
      value_at(document, "/machine_state/quiet") == true ? "" : " while the machine was busy: nothing is judged by it";
  const std::string heading =
      fmt::format("Baseline '{}': crossover {}, measured {} on {} by commit {}{}.", baseline.name,
                  text_at(document, "/command"), text_at(document, "/provenance/time"),
                  text_at(document, "/machine/cpu"), text_at(document, "/build/commit"), busy);
  return {.page = {{Paragraph{heading}, table_of_runs(document)}},
          .csv = csv_of(measured_runs(document), {{"backend", "/backend"},
                                                  {"kernel", "/kernel"},
                                                  {"sorter", "/sorter"},
                                                  {"sharing", "/sharing"},
                                                  {"workers", "/workers"},
                                                  {"samples", "/samples"},
                                                  {"keys", "/keys"},
                                                  {"rounds", "/rounds"},
                                                  {"seconds", "/seconds/warm/median"}}),
          .json = text_of(document)};
}

Document report_on_removal(const std::vector<std::string>& names) {
  Json json = json_head("baseline");
  json["removed"] = names;
  Json rows = Json::array();
  for (const std::string& name : names) rows.push_back({{"removed", name}});
  return {.page = {{Paragraph{fmt::format("Removed: {}.\n", fmt::join(names, ", "))}}},
          .csv = csv_of(rows, {{"removed", "/removed"}}),
          .json = text_of(json)};
}

}  // namespace crossover
