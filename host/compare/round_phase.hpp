#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "host/compare/compared_runs.hpp"
#include "host/measure/pi_run.hpp"

namespace crossover {

/// The rounds of warm or of cold runs of a comparison, while they are made.
class RoundPhase {
 public:
  enum class Kind { warm, cold };
  explicit RoundPhase(Kind kind) : kind_(kind) {}

  bool is_warm() const { return kind_ == Kind::warm; }
  const char* name() const { return is_warm() ? "round" : "cold round"; }

  /// Goes on from the rounds that the runs have; the first run of each is a cold round.
  void begin(const std::vector<PiRun>& runs, std::size_t configurations);
  /// Forgets the new rounds.
  void begin_anew();

  /// One run of a configuration that is still compared, which is kept; none where it was stopped, fails or differs.
  std::optional<double> run(ComparedRuns& runs, std::size_t i, const OnBatch& goes_on);
  /// Of each round of a configuration, old and new.
  std::vector<double> seconds_of(std::size_t i) const;
  /// Has these seconds of whole rounds stand in a run's timing.
  void keep(Timing& timing, std::size_t i, std::span<const double> seconds) const;

  std::size_t rounds = 0;       ///< Old and new ones that are whole.
  std::size_t rounds_kept = 0;  ///< Those that stand in the runs' timings.

 private:
  Kind kind_;
  std::vector<std::vector<double>> before_;           ///< [configuration]: old rounds.
  std::vector<std::vector<Runner::Timed>> new_runs_;  ///< [configuration]
};

}  // namespace crossover
