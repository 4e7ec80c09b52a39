#include "host/report/page/wrapped.hpp"

#include <algorithm>

namespace crossover {

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string wrapped(std::string_view paragraph, std::size_t width, std::size_t indent, std::size_t taken) {
  std::string text;
  std::size_t column = taken;
  bool line_is_empty = true;
  for (std::size_t start = 0; start < paragraph.size();) {
    const std::size_t end = std::min(paragraph.find(' ', start), paragraph.size());
    const std::string_view word = paragraph.substr(start, end - start);
    start = end + 1;
    if (word.empty()) continue;
    if (!line_is_empty && column + 1 + width_of(word) > width) {
      text += '\n';
      text.append(indent, ' ');
      column = indent;
      line_is_empty = true;
    }
    if (!line_is_empty) text += ' ';
    text += word;
    column += (line_is_empty ? 0 : 1) + width_of(word);
    line_is_empty = false;
  }
  return text;
}

}  // namespace crossover
