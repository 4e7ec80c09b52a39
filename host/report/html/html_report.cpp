#include "host/report/html/html_report.hpp"

#include <fmt/format.h>

#include <string_view>

#include "host/report/chart/assets.hpp"
#include "host/report/chart/escaped.hpp"
#include "host/report/chart/palette.hpp"
#include "host/report/chart/svg.hpp"
#include "host/report/figures/figure.hpp"
#include "host/report/html/sections.hpp"
#include "host/report/saved/json_values.hpp"

namespace crossover {
namespace {

constexpr std::string_view policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

std::string title_of(const Json& document) {
  return fmt::format("crossover {}, {}, {}", text_at(document, "/command"), text_at(document, "/machine/cpu"),
                     text_at(document, "/provenance/time"));
}

/// The page; `whole`: with the result itself, and all views of its charts, not only the first of each.
std::string page_of(const Json& document, const std::vector<Timeline>& timelines,
                    const std::vector<std::string>& sources, bool whole) {
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light "
      "dark\">\n<title>{}</title>\n<style>\n{}{}</style>\n</head>\n<body>\n",
      policy, escaped(title_of(document)), chart_style(), asset("report.css"));
  html += head_section(document) + "<main>\n";
  html += text_at(document, "/command") == "lesson" ? lesson_section(document) : answer_section(document);
  for (FigureGroup& group : figures_of(document, timelines)) {
    if (!whole) group.views.resize(1);
    html += figure_section(group);
  }
  html += all_figures_section(document) + checked_section(document) + terms_section() +
          data_section(document, sources, whole);
  return html + fmt::format("</main>\n<script>\n{}</script>\n</body>\n</html>\n", asset("report.js"));
}

/// What nobody reads to its end: text beyond so many bytes is cut, at the end of a character.
void cut_long_texts(Json& value) {
  constexpr std::size_t most = 4000;
  if (value.is_string() && value.get_ref<const std::string&>().size() > most) {
    std::string text = value.get<std::string>().substr(0, most);
    while ((static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
    if (static_cast<unsigned char>(text.back()) >= 0xC0) text.pop_back();
    value = text + "...";
  } else if (value.is_structured()) {
    for (Json& its : value) cut_long_texts(its);
  }
}

}  // namespace

std::string html_report(const Json& document, const std::vector<Timeline>& timelines,
                        const std::vector<std::string>& sources) {
  Json shown = document;
  cut_long_texts(shown);
  std::string html = page_of(shown, timelines, sources, true);
  return html.size() <= max_page_bytes ? html : page_of(shown, timelines, sources, false);
}

std::vector<std::pair<std::string, std::string>> chart_files(const Json& document,
                                                             const std::vector<Timeline>& timelines) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const FigureGroup& group : figures_of(document, timelines))
    for (const Figure& figure : group.views)
      files.emplace_back(figure.id + ".svg", group.id == "timeline" ? figure.svg : as_file(figure.svg));
  return files;
}

}  // namespace crossover
