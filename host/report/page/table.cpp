#include "host/report/page/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>

#include "host/report/page/wrapped.hpp"

namespace crossover {
namespace {

using Row = std::vector<std::string>;
using Widths = std::vector<std::size_t>;

constexpr std::size_t gap = 2;  // between columns

Row titles_of(const Table& table) {
  Row titles;
  for (const Column& column : table.columns) titles.push_back(column.title);
  return titles;
}

Widths widths_of(const Table& table) {
  Widths widths;
  for (const Column& column : table.columns) widths.push_back(width_of(column.title));
  for (const Row& row : table.rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  for (std::size_t i = 0; i < widths.size(); ++i)
    if (table.columns[i].width > 0) widths[i] = table.columns[i].width;
  return widths;
}

std::size_t width_of_line(const Widths& widths) {
  return std::accumulate(widths.begin(), widths.end(), std::size_t{0}) + gap * (widths.empty() ? 0 : widths.size() - 1);
}

void remove_column(Table& table, std::size_t i) {
  const auto at = static_cast<std::ptrdiff_t>(i);
  table.columns.erase(table.columns.begin() + at);
  for (Row& row : table.rows)
    if (i < row.size()) row.erase(row.begin() + at);
}

/// What all rows have in common is taken out of the table: "kernel simd; hits 785 379 393".
std::vector<std::string> hoist(Table& table) {
  std::vector<std::string> common;
  for (std::size_t i = 0; i < table.columns.size();) {
    // A row that failed has no such cell.
    const auto has_cell = [&](const Row& row) { return i < row.size() && !row[i].empty(); };
    const auto first = std::ranges::find_if(table.rows, has_cell);
    const auto same = [&](const Row& row) { return !has_cell(row) || row[i] == (*first)[i]; };
    if (!table.columns[i].is_hoisted || first == table.rows.end() || !std::ranges::all_of(table.rows, same)) {
      ++i;
      continue;
    }
    common.push_back(fmt::format("{} {}", table.columns[i].title, (*first)[i]));
    remove_column(table, i);
  }
  return common;
}

/// Leaves columns out until the table fits, or none is left that may be.
void drop_columns(Table& table, std::size_t max_width) {
  while (width_of_line(widths_of(table)) > max_width) {
    const auto first = std::ranges::max_element(table.columns, {}, &Column::drop);
    if (first == table.columns.end() || first->drop == 0) return;
    remove_column(table, static_cast<std::size_t>(first - table.columns.begin()));
  }
}

/// What it costs to make a column narrower than its widest cells, and how much that can gain.
struct Narrowing {
  std::size_t cells;  ///< To be broken.
  std::size_t gain;   ///< Characters down to the widest of the other cells.

  bool is_better_than(const Narrowing& other) const {
    return cells < other.cells || (cells == other.cells && gain > other.gain);
  }
};

Narrowing narrowing_of(const Table& table, std::size_t column, std::size_t width) {
  std::size_t cells = 0, next = 0;
  for (const Row& row : table.rows) {
    const std::size_t own = column < row.size() ? width_of(row[column]) : 0;
    if (own >= width)
      ++cells;
    else
      next = std::max(next, own);
  }
  return {cells, width - next};
}

/// The column of prose that can be made narrower at the least cost. None when all are as narrow as they may be.
std::optional<std::size_t> column_to_narrow(const Table& table, const Widths& widths) {
  constexpr std::size_t least = 12;
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (!table.columns[i].is_prose || widths[i] <= least) continue;
    if (!best || narrowing_of(table, i, widths[i]).is_better_than(narrowing_of(table, *best, widths[*best]))) best = i;
  }
  return best;
}

/// Until the table fits, or no column can be made narrower.
void narrow_prose(const Table& table, Widths& widths, std::size_t max_width) {
  while (width_of_line(widths) > max_width) {
    const auto column = column_to_narrow(table, widths);
    if (!column) return;
    --widths[*column];
  }
}

std::string padded(std::string cell, std::size_t width, Align align) {
  const std::size_t missing = width - std::min(width, width_of(cell));
  cell.insert(align == Align::left ? cell.size() : 0, missing, ' ');
  return cell;
}

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

Row lines_of(const std::string& cell, std::size_t width) {
  const std::string text = wrapped(cell, width);
  Row lines;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

/// A row is as many lines as its highest cell.
std::string aligned_row(const Row& row, const Table& table, const Widths& widths) {
  std::vector<Row> cells;
  std::size_t height = 1;
  for (std::size_t i = 0; i < row.size(); ++i) {
    cells.push_back(table.columns[i].is_prose ? lines_of(row[i], widths[i]) : Row{row[i]});
    height = std::max(height, cells.back().size());
  }
  std::string text;
  for (std::size_t n = 0; n < height; ++n) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line.append(gap, ' ');
      line += padded(n < cells[i].size() ? cells[i][n] : "", widths[i], table.columns[i].align);
    }
    text += without_trailing_spaces(line) + "\n";
  }
  return text;
}

/// The columns from `first` on that fit into a line beside the keys; at least one.
Table part_of(const Table& table, const Widths& widths, std::size_t& first, std::size_t max_width) {
  std::vector<std::size_t> chosen;
  std::size_t width = 0;
  const auto choose = [&](std::size_t i) {
    chosen.push_back(i);
    width += widths[i] + gap;
  };
  for (std::size_t i = 0; i < first; ++i)
    if (table.columns[i].is_key) choose(i);
  const std::size_t keys = chosen.size();
  for (; first < table.columns.size(); ++first) {
    if (chosen.size() > keys && width + widths[first] > max_width) break;
    choose(first);
  }
  Table part;
  for (const std::size_t i : chosen) part.columns.push_back(table.columns[i]);
  for (const Row& row : table.rows) {
    part.rows.emplace_back();
    for (const std::size_t i : chosen) part.rows.back().push_back(i < row.size() ? row[i] : "");
  }
  return part;
}

std::string aligned_part(const Table& table, std::size_t max_width) {
  Widths widths = widths_of(table);
  narrow_prose(table, widths, max_width);
  const Row titles = titles_of(table);
  const bool has_titles = std::ranges::any_of(titles, [](const std::string& title) { return !title.empty(); });
  std::string lines = has_titles ? aligned_row(titles, table, widths) : "";
  for (const Row& row : table.rows) lines += aligned_row(row, table, widths);
  return lines;
}

std::string markdown_cell(const std::string& text) {
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

std::string describe(const std::vector<std::string>& common) {
  return common.empty() ? "" : fmt::format("In all rows: {}.", fmt::join(common, ", "));
}

}  // namespace

void leave_out_empty_columns(Table& table) {
  const auto is_empty = [](const std::string& cell) { return cell.empty() || cell == absent; };
  for (std::size_t c = table.columns.size(); c-- > 0;) {
    if (!std::ranges::all_of(table.rows, [&](const auto& row) { return is_empty(row.at(c)); })) continue;
    const auto at = static_cast<std::ptrdiff_t>(c);
    table.columns.erase(table.columns.begin() + at);
    for (auto& row : table.rows) row.erase(row.begin() + at);
  }
}

std::string aligned(const Table& table, std::size_t max_width) {
  Table rest = table;
  const std::string common = describe(hoist(rest));
  std::string text = common.empty() ? "" : fmt::format("{}\n\n", wrapped(common, max_width));
  drop_columns(rest, max_width);
  const bool has_prose = std::ranges::any_of(rest.columns, &Column::is_prose);
  const Widths widths = widths_of(rest);
  if (has_prose || width_of_line(widths) <= max_width) {
    text += aligned_part(rest, max_width);
  } else {
    for (std::size_t first = 0; first < rest.columns.size();) {
      if (first > 0) text += "\n";
      text += aligned_part(part_of(rest, widths, first, max_width), max_width);
    }
  }
  for (const std::string& note : table.notes) {
    if (&note == &table.notes.front()) text += '\n';
    text += fmt::format("{}\n", wrapped(note, max_width, gap));
  }
  return text;
}

std::string markdown(const Table& table) {
  Table rest = table;
  const std::string common = describe(hoist(rest));
  std::string lines = common.empty() ? "" : fmt::format("{}\n\n", common);
  lines += fmt::format("| {} |\n|", fmt::join(titles_of(rest), " | "));
  for (const Column& column : rest.columns) lines += column.align == Align::left ? " --- |" : " ---: |";
  lines += "\n";
  for (Row row : rest.rows) {
    row.resize(rest.columns.size());
    std::transform(row.begin(), row.end(), row.begin(), markdown_cell);
    lines += fmt::format("| {} |\n", fmt::join(row, " | "));
  }
  for (const std::string& note : table.notes) lines += fmt::format("\n{}\n", note);
  return lines;
}

}  // namespace crossover
