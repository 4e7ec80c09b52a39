#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "host/measure/regression.hpp"
#include "host/report/json.hpp"

/// A result of `compare` or `sort` held against an earlier one: pure functions of two documents.
namespace crossover {

/// A run that both results have.
struct HeldRun {
  Json names;                           ///< As named() has them.
  std::optional<double> before, now;    ///< Medians of its warm rounds, in seconds; none where there were none.
  std::optional<TimeChange> time = {};  ///< None of too few rounds.
  /// How many times as long the CPUs took for work that is always the same, now over before; none where that is not
  /// known, or where a GPU did the work.
  std::optional<double> machine_ratio = {};
  std::string why_not_judged = {};  ///< "the machine was busy then"; empty where `time` may be gone by.

  /// What may be said of it; none where nothing may.
  std::optional<Change> verdict() const;
};

struct HeldRuns {
  std::vector<HeldRun> runs;  ///< In the order of the new result.
  std::size_t only_before = 0, only_now = 0;
  std::string other_machine = {};  ///< In what this machine is another: "its CPU was an X"; empty where it is the same.

  std::size_t count(Change change) const;
  bool has_regression() const { return count(Change::slower) > 0; }
};

/// Runs are the same where all that names them is: backend, kernel, workers, samples, ...; and the devices. `threshold`
/// as of change_between(). Both documents are of the same command and of schema crossover/2; what is missing or of
/// another type in the earlier one, which may be any file, makes a run that is not the same or has no rounds.
HeldRuns hold_against(const Json& before, const Json& now, double threshold);

}  // namespace crossover
