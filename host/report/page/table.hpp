#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace crossover {

/// What stands in a cell that has nothing to tell.
inline constexpr const char* absent = "-";

enum class Align { left, right };

struct Column {
  std::string title;
  Align align = Align::left;
  std::size_t width = 0;  ///< In characters, whatever its cells hold; 0: as wide as its widest cell.
  // What becomes of it where the table is too wide for its lines.
  unsigned drop = 0;        ///< Left out, those with the highest number first; 0: never.
  bool is_prose = false;    ///< Its cells may be broken between words.
  bool is_key = false;      ///< Stands again in each part of a table that is cut into several.
  bool is_hoisted = false;  ///< Told once above the table where all its cells are the same, however wide that is.
};

/// Rows of cells. A row with fewer cells than there are columns has empty ones behind them.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> notes = {};  ///< Sentences on rows, or on what could be none; they stand below.
};

/// Without the columns that have nothing to tell in any row. All rows must be whole.
void leave_out_empty_columns(Table& table);

inline constexpr std::size_t no_limit = static_cast<std::size_t>(-1);

/// Columns padded with spaces, in lines of at most `max_width` characters where that can be; no line of titles where
/// all are empty. Figures are never broken.
std::string aligned(const Table& table, std::size_t max_width = no_limit);

std::string markdown(const Table& table);

}  // namespace crossover
