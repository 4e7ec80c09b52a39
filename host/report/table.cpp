#include "host/report/table.hpp"

#include <algorithm>

#include "host/report/wrapped.hpp"

namespace crossover {
namespace {

using Row = std::vector<std::string>;

Row titles_of(const Table& table) {
  Row titles;
  for (const Column& column : table.columns) titles.push_back(column.title);
  return titles;
}

/// Whether a cell stands for all columns from its own on.
bool takes_the_rest(const Row& row, std::size_t i, std::size_t columns) {
  return i + 1 == row.size() && row.size() < columns;
}

std::vector<std::size_t> widths_of(const Table& table) {
  std::vector<std::size_t> widths;
  for (const Column& column : table.columns) widths.push_back(width_of(column.title));
  for (const Row& row : table.rows)
    for (std::size_t i = 0; i < row.size() && !takes_the_rest(row, i, widths.size()); ++i)
      widths[i] = std::max(widths[i], width_of(row[i]));
  return widths;
}

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::string padding(width - std::min(width, width_of(text)), ' ');
  return align == Align::left ? text + padding : padding + text;
}

std::string joined(const Row& cells, const std::string& separator) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : separator) + cells[i];
  return line;
}

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string aligned_line(const Row& row, const std::vector<Column>& columns, const std::vector<std::size_t>& widths) {
  Row cells;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool unpadded = takes_the_rest(row, i, columns.size());
    cells.push_back(unpadded ? row[i] : padded(row[i], widths[i], columns[i].align));
  }
  return without_trailing_spaces(joined(cells, "  ")) + "\n";
}

std::string markdown_cell(const std::string& text) {
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string csv_line(const Row& row, std::size_t columns) {
  Row cells;
  for (const std::string& cell : row) cells.push_back(csv_cell(cell));
  cells.resize(columns);
  return joined(cells, ",") + "\n";
}

}  // namespace

std::string aligned(const Table& table) {
  const auto widths = widths_of(table);
  std::string lines = aligned_line(titles_of(table), table.columns, widths);
  for (const Row& row : table.rows) lines += aligned_line(row, table.columns, widths);
  return lines;
}

std::string markdown(const Table& table) {
  std::string lines = "| " + joined(titles_of(table), " | ") + " |\n|";
  for (const Column& column : table.columns) lines += column.align == Align::left ? " --- |" : " ---: |";
  lines += "\n";
  for (Row row : table.rows) {
    row.resize(table.columns.size());
    std::transform(row.begin(), row.end(), row.begin(), markdown_cell);
    lines += "| " + joined(row, " | ") + " |\n";
  }
  return lines;
}

std::string csv(const Table& table) {
  std::string lines = csv_line(titles_of(table), table.columns.size());
  for (const Row& row : table.rows) lines += csv_line(row, table.columns.size());
  return lines;
}

}  // namespace crossover
