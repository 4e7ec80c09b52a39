#pragma once

#include <string_view>

namespace crossover {

/// Seconds as people write them: "60", "0.5", "1e3", "2^5", or with a unit, "60s", "500ms", "2min" or "2m", "1.5h". Not
/// negative. Throws UsageError, which begins with the name of the option that the text was given to.
double parse_duration(std::string_view option, std::string_view text);

}  // namespace crossover
