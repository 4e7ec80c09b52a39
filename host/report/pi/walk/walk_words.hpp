#pragma once

#include <string>
#include <vector>

#include "host/compare/walk/pi_findings.hpp"

/// A walk over numbers of samples, in words.
namespace crossover {

/// "threads", and its kernel where the walk has several: "threads, scalar".
std::string label_of(const PiWalk& walk, std::size_t configuration);

/// The last size at which something was measured; the first where nothing was.
const PiPoint& last_measured(const PiWalk& walk);

/// One finding a sentence.
std::vector<std::string> sentences_on(const PiWalk& walk, const PiFindings& findings);

}  // namespace crossover
