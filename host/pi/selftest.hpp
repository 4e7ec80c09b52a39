#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/pi/backend.hpp"
#include "host/pi/tally.hpp"

namespace crossover {

/// What one way of counting made of the known answers.
struct SelftestResult {
  std::string subject;  ///< "threads, kernel simd"
  unsigned right = 0;
  std::vector<Tally> wrong;  ///< What it counted where another number is known.
  unsigned left_out = 0;     ///< Ranges too long for the time there is.
};

struct Selftest {
  std::vector<SelftestResult> results;
  bool stopped = false;

  bool passed() const;
};

/// Holds every usable backend with every kernel, and every instruction set of the simd kernel, to the known answers:
/// to all of them (`thorough`: minutes), or to those that each can count in about a second.
/// Asks `go_on` after every chunk, with the subject, what was counted of a range, and that range.
Selftest run_selftest(
    bool thorough,
    const std::function<bool(const std::string& subject, const Tally& so_far, SampleRange whole)>& go_on);

}  // namespace crossover
