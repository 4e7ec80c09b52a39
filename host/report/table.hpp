#pragma once

#include <string>
#include <vector>

namespace crossover {

enum class Align { left, right };

struct Column {
  std::string title;
  Align align = Align::left;
};

/// Rows of cells. A row with fewer cells than there are columns gives the rest to its last cell.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

/// Columns padded with spaces, for a terminal.
std::string aligned(const Table& table);

std::string markdown(const Table& table);

/// By RFC 4180, but with lines that end in a single line feed.
std::string csv(const Table& table);

}  // namespace crossover
