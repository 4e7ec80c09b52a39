#pragma once

#include <string>
#include <vector>

#include "host/report/figures/figure.hpp"
#include "host/report/json.hpp"
#include "host/report/page/table.hpp"

/// The parts of the HTML report, in the order in which they stand. Each is empty where a document has nothing for it.
namespace crossover {

std::string head_section(const Json& document);
std::string answer_section(const Json& document);
std::string lesson_section(const Json& document);
std::string figure_section(const FigureGroup& group);
std::string all_figures_section(const Json& document);
std::string checked_section(const Json& document);
std::string terms_section();
/// With the document itself, unless that would be too much.
std::string data_section(const Json& document, const std::vector<std::string>& sources, bool with_data);

// What they are made of.
std::string html_table(const Table& table);
std::string html_section(const std::string& id, const std::string& heading, const std::string& content);
std::string html_paragraph(const std::string& text);
/// The same, where words that the page explains lead to what they mean.
std::string html_paragraph_with_terms(const std::string& text);
std::string html_details(const std::string& summary, const std::string& content);

/// An argument as a shell takes it, all of it: in quotes where it needs them.
std::string for_a_shell_line(const std::string& argument);

/// The command line by which a result was measured.
std::string typed_command(const Json& document);

}  // namespace crossover
