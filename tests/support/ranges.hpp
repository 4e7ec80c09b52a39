#pragma once

#include <cstdint>
#include <vector>

#include "kernels/sample.hpp"

namespace crossover {

/// Ranges whose ends lie on, before and behind every border that a kernel could trip over.
inline std::vector<SampleRange> ragged_ranges() {
  constexpr std::uint64_t last_sample = ~std::uint64_t{0} - 1;
  std::vector<SampleRange> ranges;
  for (std::uint64_t first = 0; first < 4; ++first)
    for (const std::uint64_t size :
         {0U, 1U, 2U, 3U, 7U, 15U, 16U, 17U, 31U, 32U, 33U, 79U, 80U, 81U, 82U, 83U, 159U, 160U, 161U, 1000U, 9'999U})
      ranges.push_back({first, first + size});
  // Block 2^32 begins at sample 2^33, cuRAND's 64-bit offset ends at 2^63, an int's samples at 2^31.
  for (const int exponent : {31, 32, 33, 34, 40, 62, 63})
    for (const std::uint64_t before : {0U, 1U, 2U, 3U, 79U, 80U, 81U, 500U})
      for (const std::uint64_t behind : {0U, 1U, 2U, 3U, 79U, 80U, 81U, 500U}) {
        const std::uint64_t border = std::uint64_t{1} << exponent;
        ranges.push_back({border - before, border + behind});
      }
  for (const std::uint64_t size : {0U, 1U, 2U, 3U, 80U, 81U, 1000U})
    ranges.push_back({last_sample + 1 - size, last_sample + 1});
  return ranges;
}

}  // namespace crossover
