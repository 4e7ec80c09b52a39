#pragma once

#include <atomic>
#include <cstddef>
#include <vector>

namespace crossover {

/// Which of several ways to do the same work is the fastest here, told from the work itself: its first parts are done
/// each way in turn and timed, by all threads, as busy as the machine is; then the fastest stays. Of each way the best
/// time counts, which is the one that nothing disturbed. Any thread may call everything.
class FastestWay {
 public:
  /// The first way is kept unless another is faster by `margin`.
  explicit FastestWay(std::size_t ways);

  /// From the start on the way that is asked for alone.
  static FastestWay held_to(std::size_t way);

  FastestWay(const FastestWay&) = delete;
  FastestWay& operator=(const FastestWay&) = delete;

  struct Turn {
    std::size_t way;
    bool is_trial;  ///< To be timed, and told to learn().
  };
  /// How the next part shall be done. Once one is no trial, none is any more.
  Turn next();
  /// How work shall be done that is no trial: the fastest way, or until that is known the first.
  std::size_t so_far() const { return chosen_; }

  /// So much a unit of work took a part that was a trial of a way.
  void learn(std::size_t way, double seconds_per_unit);

  static constexpr std::size_t trials_of_way = 15;
  static constexpr double margin = 0.01;

 private:
  FastestWay(std::size_t ways, std::size_t held_to);
  void choose();

  std::vector<std::atomic<double>> best_;  ///< Of each way, in seconds a unit.
  std::atomic<std::size_t> begun_ = 0, learned_ = 0, chosen_ = 0;
  std::atomic<bool> has_chosen_;
};

}  // namespace crossover
