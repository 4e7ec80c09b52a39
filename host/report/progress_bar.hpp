#pragma once

#include <cstdint>
#include <string>

#include "host/measure/stopwatch.hpp"

namespace crossover {

/// One line on standard error that shows how a long run gets on; only on a terminal that can clear it, only after half
/// a second. The line is gone when the bar is.
class ProgressBar {
 public:
  /// Draws nothing unless `wanted` and standard error is such a terminal.
  explicit ProgressBar(bool wanted);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// `done` of `total` samples of the piece of work named `what`. A change of `what` starts rate and ETA anew.
  void show(const std::string& what, std::uint64_t done, std::uint64_t total);
  /// The same without a rate, where the parts are not samples alike.
  void show_share(const std::string& what, std::uint64_t done, std::uint64_t total);
  /// The same for `done` of `total` pieces of work that take more or less long, so that they tell no rate.
  void show_steps(const std::string& what, std::uint64_t done, std::uint64_t total);

 private:
  void show(const std::string& what, std::uint64_t done, std::uint64_t total, bool with_rate);
  bool is_due();
  void draw(const std::string& line);

  bool drawn_ = false, enabled_;
  Stopwatch since_start_, since_drawn_, since_what_;
  std::string what_;
};

/// "pi [=====     ]  52 %  3.02 Gsamples/s  1.60 s left"
std::string progress_line(const std::string& what, std::uint64_t done, std::uint64_t total, double seconds,
                          bool with_rate = true);

}  // namespace crossover
