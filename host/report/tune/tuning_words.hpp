#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/tune/tuning.hpp"

/// What a tuning has found, in words.
namespace crossover {

/// What to type for a candidate: "crossover pi --samples 1e9 --backend threads --workers 2".
std::string command_line(const Configuration& configuration, std::uint64_t samples);

/// One finding a sentence.
std::vector<std::string> findings_of(const Tuning& tuning);

/// A line for each candidate that dropped out: who and why.
std::vector<std::string> describe_failures(const Tuning& tuning);

}  // namespace crossover
