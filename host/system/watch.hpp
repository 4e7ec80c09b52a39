#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace crossover {

/// How far a piece of work has come.
struct Progress {
  /// What `done` and `total` count: samples, whose rate and time left can be told; pieces that take equally long, which
  /// tell the time left; or pieces that do not.
  enum class Pieces { samples, even, uneven };

  std::string what;  ///< What is being done: "round 3".
  std::uint64_t done, total;
  Pieces pieces = Pieces::uneven;
};

/// What a long piece of work asks and tells while it runs. Each callback may be null.
template <class Result>
struct Watch {
  /// The signal that asks to stop, or 0; asked at least about every 0.1 s, and before every sort.
  std::function<int()> stop_signal = {};
  std::function<void(const Progress& progress)> on_progress = {};
  /// A line for people, before the work begins: that it will take longer than they may think.
  std::function<void(const std::string& warning)> on_warning = {};
  /// What there is so far, as if the work had been stopped; at most every other second, or after each large step.
  std::function<void(const Result& so_far)> on_part = {};

  int signal() const { return stop_signal ? stop_signal() : 0; }
  void progress(const Progress& so_far) const {
    if (on_progress) on_progress(so_far);
  }
};

}  // namespace crossover
