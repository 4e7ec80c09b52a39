#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>

#include "host/report/chart/escaped.hpp"
#include "host/report/chart/kinds/violin_chart.hpp"
#include "host/report/html/sections.hpp"
#include "host/report/saved/json_values.hpp"

/// The document itself, within the page.
namespace crossover {
namespace {

/// Within a script, where "</script" and "<!--" would end it or begin something else.
std::string for_a_script(const Json& document) {
  std::string safe;
  for (const char c : document.dump()) safe += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return safe;
}

/// So many rounds of each summary that a configuration keeps `max_dots` of them in all.
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

/// Ratios follow from the times.
void leave_out_ratios(Json& runs) {
  if (!runs.is_array()) return;
  for (Json& run : runs)
    for (const char* ratio : {"speed_up", "cold_speed_up"})
      if (run.is_object() && run.contains(ratio) && run[ratio].is_object()) run[ratio].erase("raw");
}

/// How many sizes a document has: each configuration's rounds are shared by them, cold and warm.
std::size_t summaries_of_a_configuration(const Json& document) {
  std::vector<Json> sizes;
  bool is_cold = false;
  for (const Json& run : list_at(document, "/runs")) {
    const Json size = value_at(run, run.contains("sorter") ? "/keys" : "/samples");
    if (std::find(sizes.begin(), sizes.end(), size) == sizes.end()) sizes.push_back(size);
    is_cold = is_cold || !value_at(run, "/seconds/cold_rounds").is_null();
  }
  return std::max<std::size_t>(1, sizes.size()) * (is_cold ? 2 : 1);
}

}  // namespace

std::string data_section(const Json& document, const std::vector<std::string>& sources) {
  Json kept = document;
  if (kept.contains("runs")) leave_out_ratios(kept["runs"]);
  thin(kept, std::max<std::size_t>(6, max_dots / summaries_of_a_configuration(document)));
  const std::string again = fmt::format("crossover report {} --html report.html", fmt::join(sources, " "));
  return html_section(
      "data", "Machine, build, data",
      fmt::format("<p>System: {}; compiler: {}, {}. The page again: <code>{}</code></p>\n",
                  escaped(text_at(document, "/machine/system")), escaped(text_at(document, "/build/compiler")),
                  escaped(text_at(document, "/build/type")), escaped(again)) +
          "<p>The result as JSON stands in this page, with every figure; of rounds, evenly chosen ones, " +
          fmt::format("{} at most of a configuration, and no ratios of rounds, which follow from the times.</p>\n",
                      max_dots) +
          "<p class=\"switches\"><button type=\"button\" id=\"save\">Save the data</button></p>\n" +
          fmt::format("<script type=\"application/json\" id=\"json\">{}</script>\n", for_a_script(kept)));
}

}  // namespace crossover
