#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/measure/series/overtaking.hpp"
#include "host/measure/series/series.hpp"

/// From which size on something pays, in words that every command has.
namespace crossover {

/// "2.15e4 and 4.64e4"
std::string format_bracket(const Crossing& crossing);

/// "1.06e5"
std::string format_model_size(const ModelCrossing& crossing);

/// "1.01e5 to 1.1e5"; "from 1.01e5 on" where there is no upper end.
std::string format_model_interval(const ModelCrossing& crossing);

/// What was found of a series of two where nothing crosses, at the sizes asked for: "pays at 1 of 3 sizes", "no clear
/// difference at 100 keys", "not judged at 1e4 keys: too few rounds", each where it is so; where one holds everywhere,
/// "pays at all sizes".
std::vector<std::string> findings_at_sizes(const std::vector<std::uint64_t>& sizes, const Series& pair);

/// The same in few words, for a cell: "pays at 1 size, not at 10, unclear at 2, not judged at 3".
std::string tally_at_sizes(const std::vector<std::uint64_t>& sizes, const Series& pair);

/// "by its line it would be at 1.3e5 (1.2e5 to 1.4e5), whose nearer end is 1.2 times where it was measured"; empty
/// where both have a size in common, or one of them is missing.
std::string describe_difference(const Overtaking& overtaking);

}  // namespace crossover
