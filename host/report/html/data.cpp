#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "host/report/chart/escaped.hpp"
#include "host/report/html/sections.hpp"
#include "host/report/saved/json_values.hpp"

/// The document itself, within the page.
namespace crossover {
namespace {

/// Of each configuration, cold and warm, at all sizes.
constexpr std::size_t max_rounds_kept = 120;

/// Within a script, where "</script" and "<!--" would end it or begin something else.
std::string for_a_script(const Json& document) {
  std::string safe;
  for (const char c : document.dump()) {
    if (c == '<')
      safe += "\\u003c";
    else
      safe += c;
  }
  return safe;
}

/// Every k-th round of each summary, so that it keeps `most` of them.
void thin(Json& value, std::size_t most) {
  if (value.is_object())
    for (auto& [member, its] : value.items()) {
      if (member == "raw" && its.is_array() && its.size() > most) {
        Json kept = Json::array();
        const std::size_t every = (its.size() + most - 1) / most;
        for (std::size_t i = 0; i < its.size(); i += every) kept.push_back(its[i]);
        its = std::move(kept);
      } else if (its.is_structured()) {
        thin(its, most);
      }
    }
  else if (value.is_array())
    for (Json& its : value) thin(its, most);
}

/// The nanoseconds of a run of a second; more digits than these are of the arithmetic, not of what was measured.
void round_to_nine_digits(Json& value) {
  if (value.is_number_float() && value.get<double>() != 0) {
    value = std::stod(fmt::format("{:.9g}", value.get<double>()));
  } else if (value.is_structured()) {
    for (Json& its : value) round_to_nine_digits(its);
  }
}

bool tells_nothing(const Json& value) { return value.is_null() || (value.is_structured() && value.empty()); }

/// A run without the ratios of its rounds, which follow from the times, and without members that tell nothing.
Json compact(const Json& run) {
  if (!run.is_object()) return run;
  Json kept = Json::object();
  for (const auto& [member, value] : run.items()) {
    if (tells_nothing(value)) continue;
    kept[member] = value;
    if (member.ends_with("speed_up") && value.is_object())
      for (const char* of_rounds : {"raw", "min", "max"}) kept[member].erase(of_rounds);
    if (member.ends_with("meters") && value.is_object())
      for (const auto& [meter, reading] : value.items())
        if (value_at(reading, "/value").is_null()) kept[member].erase(meter);
  }
  return kept;
}

/// How many sizes a document has: each configuration's rounds are shared by them, cold and warm.
std::size_t summaries_of_a_configuration(const Json& document) {
  std::vector<Json> sizes;
  bool is_cold = false;
  for (const Json& run : list_at(document, "/runs")) {
    const Json& size = value_at(run, run.contains("sorter") ? "/keys" : "/samples");
    if (std::find(sizes.begin(), sizes.end(), size) == sizes.end()) sizes.push_back(size);
    is_cold = is_cold || !value_at(run, "/seconds/cold_rounds").is_null();
  }
  return std::max<std::size_t>(1, sizes.size()) * (is_cold ? 2 : 1);
}

/// The document as far as a page has it.
Json kept_of(const Json& document) {
  Json kept = document;
  if (kept.contains("runs") && kept["runs"].is_array())
    for (Json& run : kept["runs"]) run = compact(run);
  thin(kept, std::max<std::size_t>(6, max_rounds_kept / summaries_of_a_configuration(document)));
  round_to_nine_digits(kept);
  return kept;
}

std::string embedded(const Json& document) {
  return fmt::format(
      "<p>The result stands in this page as JSON, with every figure but these: of rounds it has evenly chosen ones, {} "
      "of "
      "a configuration or six of a size; no ratios of rounds, which follow from the times; and no members that are "
      "null "
      "or empty. Its numbers have nine digits.</p>\n"
      "<p class=\"switches\"><button type=\"button\" id=\"save\">Save the data</button></p>\n"
      "<script type=\"application/json\" id=\"json\">{}</script>\n",
      max_rounds_kept, for_a_script(kept_of(document)));
}

}  // namespace

std::string data_section(const Json& document, const std::vector<std::string>& sources, bool with_data) {
  std::string again = "crossover report ";
  for (const std::string& source : sources) again += for_a_shell_line(source) + " ";
  again += "--html report.html";
  return html_section(
      "data", "Machine, build, data",
      fmt::format("<p>System: {}; compiler: {}, {}. The page again: <code>{}</code></p>\n",
                  escaped(text_at(document, "/machine/system")), escaped(text_at(document, "/build/compiler")),
                  escaped(text_at(document, "/build/type")), escaped(again)) +
          (with_data ? embedded(document)
                     : std::string("<p>The result has so many runs that neither its JSON nor all views of its charts "
                                   "stand in this page.</p>\n")));
}

}  // namespace crossover
