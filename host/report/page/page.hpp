#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "host/report/page/table.hpp"

namespace crossover {

/// Lines of prose; where it has a title, that is a line of its own.
struct Paragraph {
  std::string text;
  std::string title = {};
};

/// Findings, each a line or more; a list in Markdown.
using Sentences = std::vector<std::string>;

/// A report for people, whatever it is shown as.
struct Page {
  std::vector<std::variant<Paragraph, Table, Sentences>> blocks;
};

/// For a terminal or a file with lines of at most `columns` characters. Prose is broken at 100 characters in any case,
/// but where there is no limit.
std::string as_text(const Page& page, std::size_t columns = no_limit);

std::string as_markdown(const Page& page);

}  // namespace crossover
