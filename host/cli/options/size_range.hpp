#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace crossover {

/// "1e7" is one size; "1e3..1e7" are all from the one to the other, both included, `points_per_decade` for a factor of
/// ten; "1e3,5e4,1e7" are these, in ascending order. Throws UsageError, which begins with the name of the option.
std::vector<std::uint64_t> parse_sizes(const std::string& option, const std::string& text, unsigned points_per_decade);

}  // namespace crossover
