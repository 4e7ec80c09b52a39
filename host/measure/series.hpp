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
};

/// The same candidates at several sizes: what crossings are looked for in, and lines are drawn from.
struct Series {
  std::string_view axis;              ///< What the sizes are: "keys", "samples".
  std::vector<TimingsAtSize> points;  ///< In ascending order of size.
};

}  // namespace crossover
