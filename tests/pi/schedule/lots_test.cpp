// How a range is shared among members of different rates, by a clock that is only reckoned.

#include "host/pi/schedule/lots.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace crossover {
namespace {

using Rates = std::vector<double>;

/// What came of members with these rates, each lot of which costs some seconds more, counting a range together.
struct Played {
  double seconds = 0;     ///< Until the last of them was done.
  double first_idle = 0;  ///< When the first found nothing left.
  std::uint64_t samples = 0, lots = 0;
};

Played play(Lots& lots, const Rates& rates, SampleRange range, double cost_of_lot = 0) {
  lots.begin(range);
  Played played{.seconds = 0, .first_idle = 1e9};
  std::vector<double> clocks(rates.size(), 0.0);
  std::vector<bool> idle(rates.size(), false);
  std::uint64_t next = range.first;
  while (std::count(idle.begin(), idle.end(), false) > 0) {
    std::size_t member = 0;
    for (std::size_t m = 0; m < rates.size(); ++m)
      if (!idle[m] && (idle[member] || clocks[m] < clocks[member])) member = m;
    const auto lot = lots.take(member);
    if (!lot) {
      idle[member] = true;
      played.first_idle = std::min(played.first_idle, clocks[member]);
      continue;
    }
    EXPECT_EQ(lot->first, next);
    EXPECT_GT(lot->size(), 0U);
    next = lot->last;
    const double seconds = static_cast<double>(lot->size()) / rates[member] + cost_of_lot;
    clocks[member] += seconds;
    lots.learn(member, lot->size(), seconds);
    played.samples += lot->size();
    ++played.lots;
  }
  EXPECT_EQ(next, range.last);
  played.seconds = *std::max_element(clocks.begin(), clocks.end());
  return played;
}

/// How much of the sum of the rates a range gets, once the rates are known.
double share_of_sum(const Rates& rates, double seconds, double cost_of_lot) {
  const double sum = std::accumulate(rates.begin(), rates.end(), 0.0);
  const SampleRange range{0, static_cast<std::uint64_t>(sum * seconds)};
  Lots lots(std::vector<std::uint64_t>(rates.size(), 1 << 20));
  play(lots, rates, range, cost_of_lot);
  return seconds / play(lots, rates, range, cost_of_lot).seconds;
}

TEST(Lots, CoverTheRangeOnceForAnyRates) {
  for (const Rates& rates : {Rates{1e9}, Rates{1e9, 1e9}, Rates{1e7, 3e9, 7e11}}) {
    Lots lots(std::vector<std::uint64_t>(rates.size(), 1000));
    for (const std::uint64_t size : {0ULL, 1ULL, 2ULL, 999ULL, 123'456'789ULL})
      EXPECT_EQ(play(lots, rates, {5, 5 + size}).samples, size);
  }
}

TEST(Lots, LetAllEndTogether) {
  for (const Rates& rates : {Rates{1e9, 1e9}, Rates{3e9, 7e11}, Rates{2e10, 7e11, 7e11, 3e11}, Rates{1e7, 1e9}}) {
    const double sum = std::accumulate(rates.begin(), rates.end(), 0.0);
    Lots lots(std::vector<std::uint64_t>(rates.size(), 1 << 20));
    const SampleRange range{0, static_cast<std::uint64_t>(0.08 * sum)};
    play(lots, rates, range);
    const Played played = play(lots, rates, range);
    EXPECT_LE(played.seconds - played.first_idle, 2 * Lots::min_lot_seconds);
  }
}

TEST(Lots, MakeUseOfAlmostAllTheRates) {
  // A lot costs a GPU about 50 µs beside the counting: a launch, the sum of its threads' totals, a wait.
  EXPECT_GE(share_of_sum({3e9, 7e11}, 0.08, 5e-5), 0.97);
  EXPECT_GE(share_of_sum({1e9, 1e9, 1e9}, 0.08, 5e-5), 0.97);
  EXPECT_GE(share_of_sum({1e8, 7e11, 7e11}, 0.08, 5e-5), 0.97);
}

TEST(Lots, AreFew) {
  Lots lots({1 << 20, 1 << 20});
  const Rates rates{3e9, 7e11};
  const SampleRange range{0, 56'000'000'000};
  play(lots, rates, range);
  EXPECT_LE(play(lots, rates, range).lots, 2 * 12U);
}

TEST(Lots, AreFewAlsoForAMemberWhoseEveryLotTakesAsLong) {
  Lots lots({1 << 20});
  const Rates infinite{1e30};
  play(lots, infinite, {0, 1 << 20}, 1e-3);
  EXPECT_LE(play(lots, infinite, {0, 1 << 20}, 1e-3).lots, 256U);
  EXPECT_LE(play(lots, infinite, {0, 1 << 20}, 1e-3).lots, 256U);
}

TEST(Lots, FollowARateThatChanges) {
  Lots lots({1000, 1000});
  for (int i = 0; i < 20; ++i) lots.learn(0, 1'000'000, 1e-3);
  EXPECT_NEAR(lots.rate_of(0), 1e9, 1);
  for (int i = 0; i < 20; ++i) lots.learn(0, 1'000'000, 1e-2);
  EXPECT_NEAR(lots.rate_of(0), 1e8, 1e4);
}

TEST(Lots, DoNotGoByWhatIsTooShortToTime) {
  Lots lots({1000});
  lots.learn(0, 1'000'000, 1e-3);
  lots.learn(0, 2, 5e-5);
  EXPECT_NEAR(lots.rate_of(0), 1e9, 1);
}

}  // namespace
}  // namespace crossover
