#include "host/compare/walk/walk_plan.hpp"

#include <cstddef>

#include "host/compare/comparison_plan.hpp"

namespace crossover {

WalkPlan plan_walk(const PiWalkRequest& request) {
  constexpr std::uint64_t planned = std::uint64_t{1} << 24;  // of fewer samples, a ComparisonPlan knows nothing
  constexpr double share_of_recount = 0.1;                   // of the time limit
  constexpr double min_seconds = 0.6;                        // of a size
  // Six cold and six warm rounds have intervals; in each sweep backends are made ready, and something is left.
  constexpr double rounds = 18;

  const ComparisonRequest few{.configurations = request.configurations,
                              .seed = request.seed,
                              .range = {0, planned},
                              .time_limit = request.time_limit};
  const ComparisonPlan of_few(few);
  WalkPlan plan;
  for (const std::uint64_t size : request.sizes) {
    const double share = static_cast<double>(size) / static_cast<double>(planned);
    const bool is_first = size == request.sizes.front();
    double round = 0;
    for (std::size_t i = 0; i < request.configurations.size(); ++i)
      if (const double run = share * of_few.run(i); run <= request.longest || is_first) round += run;
    plan.seconds_needed.push_back(min_seconds + rounds * round);
    const bool is_soon_recounted = share * of_few.plain_loop() <= share_of_recount * request.time_limit;
    if (is_soon_recounted && size <= max_recounted) plan.max_recounted = size;
  }
  return plan;
}

}  // namespace crossover
