#include "host/report/progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "host/report/numbers.hpp"
#include "host/report/page/wrapped.hpp"
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

/// In the background it would write over what somebody types, or be stopped by it (stty tostop).
bool is_in_foreground() {
  const pid_t in_foreground = tcgetpgrp(STDERR_FILENO);
  return in_foreground == -1 || in_foreground == getpgrp();  // -1: no terminal that controls this process
}

/// "pi [====    ]  52 %"
std::string draw_bar(const Progress& progress, int width) {
  const auto done = static_cast<double>(progress.done), total = static_cast<double>(progress.total);
  const double fraction = total > 0 ? done / total : 1;
  const int filled = static_cast<int>(fraction * width);
  return fmt::format("{} [{:=<{}}{: <{}}] {:3.0f} %", progress.what, "", filled, "", width - filled, 100 * fraction);
}

}  // namespace

std::string progress_line(const Progress& progress, double seconds, std::size_t max_width) {
  constexpr int usual_width = 24, min_width = 8;
  std::string rate, left;
  if (progress.pieces != Progress::Pieces::uneven && progress.done > 0 && seconds > 0) {
    const double per_second = static_cast<double>(progress.done) / seconds;
    if (progress.pieces == Progress::Pieces::samples) rate = "  " + format_rate(per_second);
    left = fmt::format("  {} left", format_duration(static_cast<double>(progress.total - progress.done) / per_second));
  }
  const std::string usual = draw_bar(progress, usual_width), narrow = draw_bar(progress, min_width);
  for (const std::string& line :
       std::array{fmt::format("{}{}{}", usual, rate, left), usual + left, narrow + left, narrow})
    if (width_of(line) <= max_width) return line;
  return progress.what.substr(0, max_width);
}

ProgressBar::ProgressBar(bool wanted) : wanted_(wanted), enabled_(wanted && err_is_a_terminal_that_can_clear()) {}

ProgressBar::~ProgressBar() { hide(); }

void ProgressBar::hide() {
  if (drawn_ && is_in_foreground()) std::fputs(clear_line, stderr);
  drawn_ = false;
}

void ProgressBar::show(const Progress& progress) {
  if (!enabled_) return;
  if (progress.what != what_) {
    what_ = progress.what;
    since_what_ = Stopwatch();
  }
  if (is_due()) draw(progress_line(progress, since_what_.seconds(), terminal_columns(STDERR_FILENO) - 1));
}

void ProgressBar::say(const std::string& line) const {
  if (wanted_) fmt::print(stderr, "crossover: {}\n", line);
}

bool ProgressBar::is_due() {
  const bool is_time = since_start_.seconds() >= show_after_seconds;
  return is_time && (!drawn_ || since_drawn_.seconds() >= redraw_after_seconds) && is_in_foreground();
}

void ProgressBar::draw(const std::string& line) {
  std::fputs((clear_line + line).c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
  since_drawn_ = Stopwatch();
}

}  // namespace crossover
