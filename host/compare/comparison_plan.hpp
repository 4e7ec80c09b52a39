#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/compare/comparison.hpp"

namespace crossover {

/// How long the parts of a comparison will likely take, by what each kernel counts of a few samples on one core; a
/// GPU's part is taken for nothing. For few samples nothing is counted, and everything takes no time.
class ComparisonPlan {
 public:
  explicit ComparisonPlan(const ComparisonRequest& request);

  /// By seconds of a sample, for each configuration and for the plain loop by all cores.
  ComparisonPlan(const ComparisonRequest& request, std::vector<double> seconds_of_sample, double seconds_of_reference);

  /// Seconds of one run of a configuration, and of one of each.
  double run(std::size_t configuration) const;
  double round() const;
  /// Seconds of recounting the whole range by the plain loop.
  double plain_loop() const;
  /// How many of the first samples are recounted: all of them where the plain loop does not take too long for that,
  /// else as many as it and every configuration count in a quarter of the time limit, so that there is time left for
  /// rounds.
  std::uint64_t samples_to_recount() const;
  /// What to tell before it starts: that the time limit does not last. Empty where it does.
  std::string warning() const;

 private:
  /// Whether recounting so many of the first samples is the plain loop's alone, since the first runs have counted them.
  bool needs_no_count_of_its_own(std::uint64_t samples) const;
  double recount() const;

  const ComparisonRequest& request_;
  std::vector<double> seconds_of_sample_;
  double seconds_of_reference_ = 0;
};

}  // namespace crossover
