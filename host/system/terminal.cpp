#include "host/system/terminal.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
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

bool wait_for_line(const std::function<bool()>& stop) {
  while (!stop()) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    constexpr int slice_ms = 100;
    if (poll(&input, 1, slice_ms) <= 0) continue;
    char c = 0;
    const ssize_t n = read(STDIN_FILENO, &c, 1);
    if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN)) return false;
    if (n == 1 && c == '\n') return true;
  }
  return false;
}

}  // namespace crossover
