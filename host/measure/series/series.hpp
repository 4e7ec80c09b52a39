#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace crossover {

/// Several candidates, each measured at one size in paired rounds.
struct TimingsAtSize {
  std::uint64_t size;
  std::vector<std::vector<double>> seconds;  ///< [candidate][round]; empty for one that was not measured.
  bool machine_was_quiet = true;
  /// [candidate]: whether some of its workers had nothing to do, so that nothing follows for larger sizes. May be
  /// shorter: none had then.
  std::vector<bool> had_idle_workers = {};

  bool is_whole(std::size_t candidate) const {
    return candidate >= had_idle_workers.size() || !had_idle_workers[candidate];
  }
};

/// From making the backend or sorter on, or by workers that wait.
enum class RunKind { cold, warm };
inline constexpr RunKind run_kinds[] = {RunKind::cold, RunKind::warm};
std::string_view name_of(RunKind kind);

/// How the work grows with the size N: as N, or as N log2 N.
enum class Growth { linear, n_log_n };

/// The same candidates at several sizes: what crossings are looked for in, and lines are drawn from.
struct Series {
  std::string_view axis;              ///< What the sizes are: "keys", "samples".
  std::vector<TimingsAtSize> points;  ///< In ascending order of size.
  Growth growth = Growth::linear;
};

/// Of a series those two candidates alone, at the sizes where both were measured: 0 is `first`, 1 `second`.
Series pair_of(const Series& series, std::size_t first, std::size_t second);

}  // namespace crossover
