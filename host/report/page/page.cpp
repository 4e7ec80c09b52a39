#include "host/report/page/page.hpp"

#include <algorithm>
#include <string_view>

#include "host/report/page/wrapped.hpp"

namespace crossover {
namespace {

/// Each line by itself; those that fit stay as they are.
std::string lines_within(std::string_view text, std::size_t columns, std::size_t indent = 0) {
  std::string lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    lines += width_of(line) > columns ? wrapped(line, columns, indent) : std::string(line);
    lines += '\n';
    start = end + 1;
  }
  return lines;
}

struct AsText {
  std::size_t columns, columns_of_prose;

  std::string operator()(const Paragraph& paragraph) const {
    const std::string title = paragraph.title.empty() ? "" : lines_within(paragraph.title, columns_of_prose);
    return title + lines_within(paragraph.text, columns_of_prose);
  }
  std::string operator()(const Table& table) const { return aligned(table, columns); }
  std::string operator()(const Sentences& sentences) const {
    std::string lines;
    for (const std::string& sentence : sentences) lines += lines_within(sentence, columns_of_prose, 2);
    return lines;
  }
};

struct AsMarkdown {
  std::string operator()(const Paragraph& paragraph) const {
    const std::string title = paragraph.title.empty() ? "" : "**" + paragraph.title + "** ";
    const bool ends_a_line = paragraph.text.ends_with('\n');
    return title + paragraph.text + (ends_a_line ? "" : "\n");
  }
  std::string operator()(const Table& table) const { return markdown(table); }
  std::string operator()(const Sentences& sentences) const {
    std::string lines;
    for (const std::string& sentence : sentences) lines += "- " + sentence + "\n";
    return lines;
  }
};

/// The blocks that have something to show, with an empty line between them.
template <class Form>
std::string rendered(const Page& page, const Form& form) {
  std::string text;
  for (const auto& block : page.blocks) {
    const std::string part = std::visit(form, block);
    if (part.empty() || part == "\n") continue;
    text += (text.empty() ? "" : "\n") + part;
  }
  return text;
}

}  // namespace

std::string as_text(const Page& page, std::size_t columns) {
  constexpr std::size_t max_prose = 100;
  return rendered(page, AsText{columns, columns == no_limit ? no_limit : std::min(columns, max_prose)});
}

std::string as_markdown(const Page& page) { return rendered(page, AsMarkdown{}); }

}  // namespace crossover
