#include "host/system/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <system_error>

namespace crossover {
namespace {

constexpr std::size_t usual_columns = 80, columns_of_a_file = 100;

/// As people and shells set it; none for what is no sensible number.
std::optional<std::size_t> columns_of_environment() {
  const char* const given = std::getenv("COLUMNS");
  if (given == nullptr) return std::nullopt;
  const std::string_view text = given;
  std::size_t columns = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), columns);
  const bool sensible = error == std::errc() && end == text.data() + text.size() && columns > 0 && columns < 10'000;
  return sensible ? std::optional(columns) : std::nullopt;
}

}  // namespace

std::size_t terminal_columns(int file_descriptor) {
  if (const auto columns = columns_of_environment()) return *columns;
  winsize size{};
  if (ioctl(file_descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual_columns;
  return size.ws_col;
}

std::size_t output_columns() {
  if (isatty(STDOUT_FILENO) == 1) return std::max(usual_columns, terminal_columns(STDOUT_FILENO));
  return std::clamp(columns_of_environment().value_or(columns_of_a_file), usual_columns, columns_of_a_file);
}

}  // namespace crossover
