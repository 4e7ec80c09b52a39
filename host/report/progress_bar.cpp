#include "host/report/progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "host/report/numbers.hpp"
#include "host/system/terminal.hpp"

namespace crossover {
namespace {

constexpr double show_after_seconds = 0.5, redraw_after_seconds = 0.1;
constexpr const char* clear_line = "\r\033[K";

/// A dumb terminal, as editors have, would show the sequence that clears a line, and all lines.
bool err_is_a_terminal_that_can_clear() {
  const char* terminal = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && (terminal == nullptr || std::string_view(terminal) != "dumb");
}

}  // namespace

std::string progress_line(const Progress& progress, double seconds) {
  constexpr int width = 24;
  const auto done = static_cast<double>(progress.done), total = static_cast<double>(progress.total);
  const double fraction = total > 0 ? done / total : 1;
  const int filled = static_cast<int>(fraction * width);
  std::string line =
      fmt::format("{} [{:=<{}}{: <{}}] {:3.0f} %", progress.what, "", filled, "", width - filled, 100 * fraction);
  if (progress.pieces == Progress::Pieces::uneven || done <= 0 || seconds <= 0) return line;
  const double rate = done / seconds;
  if (progress.pieces == Progress::Pieces::samples) line += fmt::format("  {}", rate_text(rate));
  return line + fmt::format("  {} left", duration_text((total - done) / rate));
}

ProgressBar::ProgressBar(bool wanted) : wanted_(wanted), enabled_(wanted && err_is_a_terminal_that_can_clear()) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::fputs(clear_line, stderr);
}

void ProgressBar::show(const Progress& progress) {
  if (!enabled_) return;
  if (progress.what != what_) {
    what_ = progress.what;
    since_what_ = Stopwatch();
  }
  if (is_due()) draw(progress_line(progress, since_what_.seconds()));
}

void ProgressBar::say(const std::string& line) {
  if (wanted_) fmt::print(stderr, "crossover: {}\n", line);
}

bool ProgressBar::is_due() {
  return since_start_.seconds() >= show_after_seconds && (!drawn_ || since_drawn_.seconds() >= redraw_after_seconds);
}

void ProgressBar::draw(const std::string& line) {
  std::fputs((clear_line + line.substr(0, terminal_columns(STDERR_FILENO) - 1)).c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
  since_drawn_ = Stopwatch();
}

}  // namespace crossover
