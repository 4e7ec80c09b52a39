#include <fmt/format.h>

#include <string>

#include "host/report/chart/escaped.hpp"
#include "host/report/html/sections.hpp"
#include "host/report/saved/answers.hpp"
#include "host/report/saved/json_values.hpp"

namespace crossover {

std::string answer_section(const Json& document) {
  std::string html;
  for (const ShortAnswer& answer : short_answers(document)) {
    const std::string link = answer.figure.empty() ? "" : fmt::format(" <a href=\"#{}\">chart</a>", answer.figure);
    html += fmt::format("<p class=\"answer\">{}{}</p>\n", escaped(answer.text), link);
  }
  html += fmt::format("<p>Next: <code>{}</code></p>\n", escaped(next_command(document)));
  return html_section("answer", "The answer", html);
}

std::string checked_section(const Json& document) {
  std::string html;
  const Json &agreement = value_at(document, "/agreement"), &verified = value_at(document, "/verified");
  if (agreement == true) html += html_paragraph("All runs of as many samples counted the same hits.");
  if (agreement == false)
    html += html_paragraph("WRONG: the runs did not count the same hits. No figure here can be trusted.");
  if (verified == true) html += html_paragraph("Every sort was verified: all keys are there, and in order.");
  if (verified == false) html += html_paragraph("WRONG: a sort left its array out of order, or lost keys.");
  std::string items;
  const auto add = [&](const std::string& text) { items += fmt::format("<li>{}</li>\n", escaped(text)); };
  for (const std::string& finding : texts_at(document, "/findings")) add(finding);
  for (const Json& run : list_at(document, "/runs"))
    for (const std::string& incident : texts_at(run, "/incidents")) add("Made good: " + incident);
  if (const std::string failure = text_at(document, "/failure"); failure != "-") add("Ended early: " + failure);
  if (!items.empty()) html += "<ul>\n" + items + "</ul>\n";
  return html_section("checked", "Findings, and what was checked", html);
}

}  // namespace crossover
