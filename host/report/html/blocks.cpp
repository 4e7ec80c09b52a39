#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "host/report/chart/escaped.hpp"
#include "host/report/html/sections.hpp"

namespace crossover {

std::string for_a_shell_line(const std::string& argument) {
  const auto is_plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-_=.,^/+:@%").find(c) != std::string_view::npos;
  };
  if (!argument.empty() && std::ranges::all_of(argument, is_plain)) return argument;
  std::string quoted = "'";
  for (const char c : argument) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string html_section(const std::string& id, const std::string& heading, const std::string& content) {
  if (content.empty()) return "";
  return fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}</section>\n", escaped(id), escaped(heading), content);
}

std::string html_paragraph(const std::string& text) {
  return text.empty() ? "" : fmt::format("<p>{}</p>\n", escaped(text));
}

std::string html_details(const std::string& summary, const std::string& content) {
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n", escaped(summary), content);
}

std::string html_table(const Table& table) {
  std::string html = R"(<div class="scroll" tabindex="0"><table><thead><tr>)";
  for (const Column& column : table.columns)
    html += fmt::format("<th{}>{}</th>", column.align == Align::right ? " class=\"n\"" : "", escaped(column.title));
  html += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool is_number = i < table.columns.size() && table.columns[i].align == Align::right;
      html += fmt::format("<td{}>{}</td>", is_number ? " class=\"n\"" : "", escaped(row[i]));
    }
    html += "</tr>\n";
  }
  html += "</tbody></table></div>\n";
  for (const std::string& note : table.notes) html += html_paragraph(note);
  return html;
}

}  // namespace crossover
