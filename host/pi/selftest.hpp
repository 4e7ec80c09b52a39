#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/pi/backend.hpp"
#include "host/pi/tally.hpp"
#include "host/system/ending.hpp"
#include "host/system/error.hpp"
#include "host/system/watch.hpp"

namespace crossover {

/// What one way of counting made of the known answers.
struct SelftestResult {
  std::string subject;  ///< "threads, kernel simd"
  unsigned right = 0;
  std::vector<Tally> wrong;           ///< What it counted where another number is known.
  unsigned left_out = 0;              ///< Ranges too long for the time there is.
  std::optional<Error> failure = {};  ///< What ended it early; the others go on.
};

/// A backend that cannot run here.
struct NotTested {
  std::string_view backend;
  std::string why;
};

struct Selftest {
  std::vector<SelftestResult> results;
  std::vector<NotTested> not_tested = {};
  int signal = 0;  ///< The one that stopped it.

  /// Whether nothing was counted wrongly.
  bool passed() const;
  /// The first failure there was.
  std::optional<Error> failure() const;
  Ending ending() const { return {.wrong = !passed(), .failure = failure(), .signal = signal}; }
};

/// Checks every usable backend with every kernel, and every instruction set of the simd kernel, against the known
/// answers: all of them (`thorough`: minutes), or those that each can count in about a second.
Selftest run_selftest(bool thorough, const Watch<Selftest>& watch);

}  // namespace crossover
