#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "host/report/chart/escaped.hpp"
#include "host/report/html/sections.hpp"

namespace crossover {
namespace {

std::string button(const std::string& what, const std::string& value, const std::string& name, bool pressed) {
  return fmt::format("<button type=\"button\" data-{}=\"{}\" aria-pressed=\"{}\">{}</button>\n", what, escaped(value),
                     pressed ? "true" : "false", escaped(name));
}

/// They need the script, without which they are not shown.
std::string switches_of(const FigureGroup& group) {
  std::string html;
  if (group.views.size() > 1)
    for (const Figure& view : group.views) html += button("view", view.id, view.view, &view == &group.views.front());
  if (group.has_cold_and_warm) html += button("kind", "warm", "warm", true) + button("kind", "cold", "cold", true);
  return html.empty() ? "" : "<p class=\"switches\">\n" + html + "</p>\n";
}

/// The words of points stand once in a page, in the first of the views that share them.
std::string without_tips(const std::string& svg) {
  constexpr std::string_view begin = "z\"><title>", end = "</title></path>";
  std::string without;
  std::size_t from = 0;
  for (std::size_t at = svg.find(begin); at != std::string::npos; at = svg.find(begin, from)) {
    without += svg.substr(from, at + 2 - from) + "/>";
    from = svg.find(end, at) + end.size();
  }
  return without + svg.substr(from);
}

std::string figure_of(const Figure& figure, const std::string& svg, bool is_shown) {
  return fmt::format("<figure id=\"{}\"{}><div class=\"scroll\">\n{}</div>\n<figcaption>{}</figcaption></figure>\n",
                     escaped(figure.id), is_shown ? "" : " hidden", svg, escaped(figure.finding));
}

bool same(const Table& a, const Table& b) { return a.rows == b.rows; }

}  // namespace

std::string figure_section(const FigureGroup& group) {
  std::string html = html_paragraph_with_terms(group.text) + switches_of(group);
  for (const Figure& view : group.views) {
    const bool is_first = &view == &group.views.front();
    html += figure_of(view, !is_first && group.views_share_points ? without_tips(view.svg) : view.svg, is_first);
  }
  for (auto view = group.views.begin(); view != group.views.end(); ++view) {
    const bool is_new =
        std::none_of(group.views.begin(), view, [&](const Figure& other) { return same(other.table, view->table); });
    if (is_new && !view->table.rows.empty())
      html +=
          html_details(view == group.views.begin() || view->view.empty() ? "The figures" : "The figures: " + view->view,
                       html_table(view->table));
  }
  return html_section(group.id, group.heading, html);
}

}  // namespace crossover
