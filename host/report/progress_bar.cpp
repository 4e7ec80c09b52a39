#include "host/report/progress_bar.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "host/report/numbers.hpp"

namespace crossover {
namespace {

constexpr double show_after_seconds = 0.5, redraw_after_seconds = 0.1;
constexpr const char* clear_line = "\r\033[K";

/// Characters a line of the terminal holds; a longer line would wrap and could not be cleared.
std::size_t columns_of_terminal() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

/// A dumb terminal, as editors have, would show the sequence that clears a line, and all lines.
bool err_is_a_terminal_that_can_clear() {
  const char* terminal = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && (terminal == nullptr || std::string_view(terminal) != "dumb");
}

}  // namespace

std::string progress_line(const std::string& what, std::uint64_t done, std::uint64_t total, double seconds,
                          bool with_rate) {
  constexpr int width = 24;
  const double fraction = total == 0 ? 1 : static_cast<double>(done) / static_cast<double>(total);
  const int filled = static_cast<int>(fraction * width);
  std::string line = fmt::format("{} [{:=<{}}{: <{}}] {:3.0f} %", what, "", filled, "", width - filled, 100 * fraction);
  if (done > 0 && seconds > 0) {
    const double rate = static_cast<double>(done) / seconds;
    if (with_rate) line += fmt::format("  {}", rate_text(rate));
    line += fmt::format("  {} left", duration_text(static_cast<double>(total - done) / rate));
  }
  return line;
}

ProgressBar::ProgressBar(bool wanted) : enabled_(wanted && err_is_a_terminal_that_can_clear()) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::fputs(clear_line, stderr);
}

void ProgressBar::show(const std::string& what, std::uint64_t done, std::uint64_t total) {
  show(what, done, total, true);
}

void ProgressBar::show_share(const std::string& what, std::uint64_t done, std::uint64_t total) {
  show(what, done, total, false);
}

void ProgressBar::show(const std::string& what, std::uint64_t done, std::uint64_t total, bool with_rate) {
  if (!enabled_) return;
  if (what != what_) {
    what_ = what;
    since_what_ = Stopwatch();
  }
  if (is_due()) draw(progress_line(what, done, total, since_what_.seconds(), with_rate));
}

void ProgressBar::show_steps(const std::string& what, std::uint64_t done, std::uint64_t total) {
  if (enabled_ && is_due()) draw(progress_line(what, done, total, 0));
}

bool ProgressBar::is_due() {
  return since_start_.seconds() >= show_after_seconds && (!drawn_ || since_drawn_.seconds() >= redraw_after_seconds);
}

void ProgressBar::draw(const std::string& line) {
  std::fputs((clear_line + line.substr(0, columns_of_terminal() - 1)).c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
  since_drawn_ = Stopwatch();
}

}  // namespace crossover
