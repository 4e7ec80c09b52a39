#pragma once

#include <cstddef>
#include <string>

#include "host/report/page/table.hpp"
#include "host/system/stopwatch.hpp"
#include "host/system/watch.hpp"

namespace crossover {

/// One line on standard error that shows how a long run gets on; only on a terminal that can clear it, only while this
/// process is in its foreground, only after half a second. The line is gone when the bar is.
class ProgressBar {
 public:
  /// Draws nothing unless `wanted` and standard error is such a terminal.
  explicit ProgressBar(bool wanted);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// A change of `what` starts rate and time left anew.
  void show(const Progress& progress);
  /// Takes its line away until it is shown again, so that something else can stand there.
  void hide();
  /// A line of its own for people, where progress is wanted.
  void say(const std::string& line) const;

 private:
  bool is_due();
  void draw(const std::string& line);

  bool drawn_ = false, wanted_, enabled_;
  Stopwatch since_start_, since_drawn_, since_what_;
  std::string what_;
};

/// After so many seconds of it: "pi [=====     ]  52 %  3.02 Gsamples/s  1.60 s left". Where that is wider than a line,
/// rate and time left are left out and the bar is shorter; figures are never cut.
std::string progress_line(const Progress& progress, double seconds, std::size_t max_width = no_limit);

}  // namespace crossover
