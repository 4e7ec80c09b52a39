#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace crossover {

/// The cells of a CSV text by RFC 4180, read without the writer's code.
inline std::vector<std::vector<std::string>> cells_of_csv(std::string_view text) {
  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> line(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool doubled = quoted && text.substr(i, 2) == "\"\"";
    if (doubled) ++i;
    if (text[i] == '"' && !doubled) {
      quoted = !quoted;
    } else if (text[i] == ',' && !quoted) {
      line.emplace_back();
    } else if (text[i] == '\n' && !quoted) {
      lines.push_back(line);
      line.assign(1, "");
    } else {
      line.back() += text[i];
    }
  }
  return lines;
}

/// The rows below the titles, each cell by its title.
inline std::vector<std::map<std::string, std::string>> rows_of_csv(std::string_view text) {
  const auto lines = cells_of_csv(text);
  std::vector<std::map<std::string, std::string>> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    rows.emplace_back();
    for (std::size_t column = 0; column < lines[i].size(); ++column)
      rows.back()[lines[0].at(column)] = lines[i][column];
  }
  return rows;
}

}  // namespace crossover
