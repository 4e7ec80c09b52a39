#pragma once

#include "host/compare/comparison.hpp"
#include "host/compare/sort_walk.hpp"
#include "host/lesson/lesson.hpp"
#include "host/pi/selftest.hpp"
#include "host/system/error.hpp"
#include "host/tune/tuning.hpp"

/// With which code the process shall end after a result.
namespace crossover {

/// `signal` is the one that stopped the run, or 0.
ExitCode code_of(int signal);
ExitCode exit_code_of(const PiRun& run, int signal);
ExitCode exit_code_of(const Comparison& comparison, int signal);
ExitCode exit_code_of(const Selftest& selftest, int signal);
ExitCode exit_code_of(const SortWalk& walk, int signal);
ExitCode exit_code_of(const Tuning& tuning, int signal);
ExitCode exit_code_of(const Lesson& lesson, int signal);

/// Whether an estimate is too far from pi to be chance.
bool is_suspicious(const Tally& tally);

}  // namespace crossover
