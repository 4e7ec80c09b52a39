#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/compare/comparison.hpp"
#include "host/measure/rounds.hpp"
#include "host/threads/leading_thread.hpp"

namespace crossover {

/// The configurations of a comparison while they are measured: makes their runs, checks the hits of each, and leaves
/// out those that fail.
class ComparedRuns {
 public:
  /// Both must outlive it; `result` is filled in.
  ComparedRuns(const ComparisonRequest& request, Comparison& result);

  /// Numbers of those that are still compared.
  std::vector<std::size_t> subjects() const;

  /// The first run of a configuration. One that fails before it has counted anything is a run too.
  PiRun run_first(std::size_t i, const OnBatch& goes_on);

  /// Does something for a run that is still compared; false where that fails: it is no longer then.
  bool or_leave_out(std::size_t i, const std::function<void()>& step);

  /// Counts once more, all of the range; none where it was stopped, fails or differs.
  std::optional<Runner::Timed> run_cold(std::size_t i, const OnBatch& goes_on);
  std::optional<Runner::Timed> run_warm(std::size_t i, const OnBatch& goes_on);

  /// Counts a part of the range by the backend that is kept. Throws Error.
  Tally count(std::size_t i, SampleRange part, const OnBatch& goes_on);

  /// Whether the hits are those expected, of `other` or the plain loop. A difference is kept.
  bool agrees(const Configuration& configuration, const Tally& counted, std::uint64_t expected,
              std::optional<Configuration> other = std::nullopt);

  /// Has every backend ready for warm runs, where it was not kept after its first run; false where that was stopped.
  bool make_ready(const OnBatch& goes_on);

  /// What the backends can tell at the end: see Runner::add_backend_stats().
  void add_backend_stats();

 private:
  /// What `work` returns, done by the thread that leads a configuration's workers.
  template <class Work>
  auto led(std::size_t i, const Work& work) {
    if (leaders_[i] == nullptr) return work();
    std::optional<decltype(work())> result;
    leaders_[i]->lead([&] { result = work(); });
    return *std::move(result);
  }

  bool is_whole_and_agrees(std::size_t i, const Tally& tally);

  const ComparisonRequest& request_;
  Comparison& result_;
  std::vector<Runner> runners_;
  /// [configuration]: the thread that leads those whose runtime keeps a team for each thread that does, where their
  /// teams are of several sizes: one thread's team would be made anew for each. Else null.
  std::vector<std::unique_ptr<LeadingThread>> leaders_;
};

}  // namespace crossover
