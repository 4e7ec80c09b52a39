#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/report/chart/escaped.hpp"
#include "host/report/html/sections.hpp"
#include "host/report/numbers.hpp"
#include "host/report/saved/json_values.hpp"
#include "host/report/saved/run_columns.hpp"
#include "host/report/saved/run_names.hpp"

/// The table of all figures: a row for each run, a unit for each column, sorted and copied by the script.
namespace crossover {
namespace {

/// A column of numbers: where they stand in a run, and how they are shown.
struct Quantity {
  std::string title, pointer;
  enum class Kind { seconds, rate, plain } kind = Kind::plain;
};

using Kind = Quantity::Kind;

std::vector<Quantity> quantities_of_runs() {
  return {{"cold", "/seconds/cold", Kind::seconds},
          {"cold, median", "/seconds/cold_rounds/median", Kind::seconds},
          {"set-up", "/seconds/setup", Kind::seconds},
          {"warm, median", "/seconds/warm/median", Kind::seconds},
          {"from", "/seconds/warm/ci95/0", Kind::seconds},
          {"to", "/seconds/warm/ci95/1", Kind::seconds},
          {"rounds", "/rounds"},
          {"samples per second", "/samples_per_second", Kind::rate},
          {"keys per second", "/keys_per_second", Kind::rate},
          {"speed-up", "/speed_up/median"},
          {"from", "/speed_up/ci95/0"},
          {"to", "/speed_up/ci95/1"},
          {"efficiency", "/efficiency"},
          {"CPU time", "/meters/cpu/value", Kind::seconds},
          {"CPU energy in J", "/meters/cpu_energy/value"},
          {"GPU energy in J", "/meters/gpu_energy/value"},
          {"whole run", "/seconds", Kind::seconds},
          {"hits", "/hits"}};
}

std::vector<double> numbers_of(const Json& rows, const Quantity& quantity) {
  std::vector<double> numbers;
  for (const Json& row : rows)
    if (const auto number = number_at(row, quantity.pointer)) numbers.push_back(*number);
  return numbers;
}

/// What a column's numbers are divided by, and its unit.
struct Unit {
  double size = 1;
  std::string name = {};
};

Unit unit_of(const Json& rows, const Quantity& quantity) {
  std::vector<double> numbers = numbers_of(rows, quantity);
  std::erase_if(numbers, [](double number) { return !(number > 0); });
  if (quantity.kind == Kind::plain || numbers.empty()) return {};
  if (quantity.kind == Kind::seconds) {
    const TimeUnit unit = time_unit_of(numbers);
    return {unit.size, fmt::format(" in {}", unit.symbol)};
  }
  double least = numbers.front();
  for (const double number : numbers) least = std::min(least, number);
  const RateUnit unit = rate_unit(least);
  return {unit.size, unit.prefix.empty() ? "" : fmt::format(" in {}", unit.prefix)};
}

std::string cell(const std::optional<Json>& number, const Unit& unit) {
  if (!number) return "<td>";
  return fmt::format("<td>{:.6g}", number->get<double>() / unit.size);
}

/// `list` is where in the document the rows stand: the script finds the exact numbers there.
std::string table_of(const Json& rows, const std::string& list) {
  std::vector<Json> names;
  for (const Json& row : rows) names.push_back(named(row, names_of_run(row)));
  const auto members = members_that_tell(names);
  std::vector<std::pair<Quantity, Unit>> columns;
  for (const Quantity& quantity : quantities_of_runs())
    if (!numbers_of(rows, quantity).empty()) columns.emplace_back(quantity, unit_of(rows, quantity));
  std::string html =
      fmt::format(R"(<div class="scroll" tabindex="0"><table class="sortable" data-list="{}"><thead><tr>)", list);
  for (const Column& column : columns_of(members)) html += fmt::format("<th>{}</th>", escaped(column.title));
  for (const auto& [quantity, unit] : columns)
    html += fmt::format(R"(<th class="n" data-at="{}">{}{}</th>)", quantity.pointer, quantity.title, unit.name);
  const bool has_verdicts =
      std::ranges::any_of(rows, [](const Json& row) { return text_at(row, "/verdict") != absent; });
  html += has_verdicts ? "<th>verdict</th></tr></thead><tbody>\n" : "</tr></thead><tbody>\n";
  for (std::size_t i = 0; i < names.size(); ++i) {
    html += "<tr>";  // HTML needs no ends of rows and cells
    for (const std::string& member : members) html += fmt::format("<td class=t>{}", escaped(cell_of(names[i], member)));
    for (const auto& [quantity, unit] : columns) {
      const Json& value = value_at(rows.at(i), quantity.pointer.c_str());
      html += cell(value.is_number() ? std::optional(value) : std::nullopt, unit);
    }
    const std::string verdict = text_at(rows.at(i), "/verdict");
    if (has_verdicts) html += fmt::format("<td class=t>{}", verdict == absent ? "" : escaped(verdict));
    html += "\n";
  }
  return html + "</tbody></table></div>\n";
}

/// Those of a list that were measured.
Json measured(const Json& all) {
  Json rows = Json::array();
  for (const Json& row : all)
    if (row.is_object() && row.contains("seconds")) rows.push_back(row);
  return rows;
}

}  // namespace

std::string all_figures_section(const Json& document) {
  std::string html;
  for (const char* list : {"/runs", "/sorts", "/candidates", "/split/candidates"})
    if (const Json rows = measured(list_at(document, list)); !rows.empty()) html += table_of(rows, list);
  std::string unavailable;
  for (const Json& run : list_at(document, "/runs"))
    if (const std::string why = text_at(run, "/unavailable"); why != absent)
      unavailable += fmt::format("<li>{}: {}</li>\n",
                                 escaped(text_at(run, run.contains("sorter") ? "/sorter" : "/backend")), escaped(why));
  if (!unavailable.empty()) html += "<p>Could not run here:</p>\n<ul>\n" + unavailable + "</ul>\n";
  return html_section("all", "All figures", html);
}

}  // namespace crossover
