#include "host/measure/series/crossings.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace crossover {
namespace {

using Seconds = std::vector<double>;
using Sizes = std::vector<std::uint64_t>;

// Six rounds, which is the least that an interval needs.
const Seconds slow(6, 0.4), fast(6, 0.2), too_few(5, 0.1), unmeasured;
const Seconds varied{0.3, 0.5, 0.3, 0.5, 0.3, 0.5};  // neither faster nor slower than slow, beyond doubt

constexpr std::size_t first = 0, second = 1, third = 2;

TimingsAtSize first_leads_at(std::uint64_t size) { return {size, {fast, slow}}; }
TimingsAtSize second_leads_at(std::uint64_t size) { return {size, {slow, fast}}; }
TimingsAtSize nobody_leads_at(std::uint64_t size) { return {size, {slow, varied}}; }

TEST(ClearWinner, IsFasterThanEveryOther) {
  EXPECT_EQ(clear_winner({1000, {fast, slow}}), first);
  EXPECT_EQ(clear_winner({1000, {slow, fast}}), second);
  EXPECT_EQ(clear_winner({1000, {slow, varied, fast}}), third);
}

TEST(ClearWinner, IsNobodyWhenTwoAreTooNear) {
  EXPECT_EQ(clear_winner({1000, {slow, varied}}), std::nullopt);
  EXPECT_EQ(clear_winner({1000, {fast, slow, fast}}), std::nullopt);
}

TEST(ClearWinner, IsNobodyAfterTooFewRounds) {
  EXPECT_EQ(clear_winner({1000, {too_few, Seconds(5, 0.4)}}), std::nullopt);
}

TEST(ClearWinner, NeedsAGainOfAHundredth) {
  EXPECT_EQ(clear_winner({1000, {Seconds(6, 1.009), Seconds(6, 1)}}), std::nullopt);
  EXPECT_EQ(clear_winner({1000, {Seconds(6, 1.011), Seconds(6, 1)}}), second);
}

TEST(ClearWinner, IsComparedWithEachOtherRoundByRound) {
  const Seconds drifting{1, 2, 3, 4, 5, 6}, a_tenth_slower{1.1, 2.2, 3.3, 4.4, 5.5, 6.6};
  EXPECT_EQ(clear_winner({1000, {a_tenth_slower, drifting}}), second);
}

TEST(ClearWinner, IsNobodyThatWasNotMeasured) {
  EXPECT_EQ(clear_winner({1000, {unmeasured, fast, slow}}), second);
  EXPECT_EQ(clear_winner({1000, {unmeasured, unmeasured}}), std::nullopt);
  EXPECT_EQ(clear_winner({1000, {}}), std::nullopt);
}

Series series_of(std::vector<TimingsAtSize> points) { return {.axis = "keys", .points = std::move(points)}; }

TEST(FindCrossings, TellsBetweenWhichSizesAnotherBecomesTheFastest) {
  const Series all = series_of({first_leads_at(10), first_leads_at(20), second_leads_at(40), second_leads_at(80)});
  EXPECT_EQ(find_crossings(all), (std::vector<Crossing>{{first, second, 20, 40}}));
}

TEST(FindCrossings, SpansTheSizesWhereNobodyLeads) {
  const Series all = series_of({first_leads_at(10), nobody_leads_at(20), nobody_leads_at(40), second_leads_at(80)});
  EXPECT_EQ(find_crossings(all), (std::vector<Crossing>{{first, second, 10, 80}}));
}

TEST(FindCrossings, AreNoneWhereATieLiesBetweenTheSameLeaders) {
  const Series all =
      series_of({nobody_leads_at(5), first_leads_at(10), nobody_leads_at(20), first_leads_at(40), nobody_leads_at(80)});
  EXPECT_TRUE(find_crossings(all).empty());
}

TEST(FindCrossings, TellsEveryChangeThereAndBack) {
  const Series all = series_of({first_leads_at(10), second_leads_at(20), second_leads_at(30), first_leads_at(40)});
  EXPECT_EQ(find_crossings(all), (std::vector<Crossing>{{first, second, 10, 20}, {second, first, 30, 40}}));
}

TEST(FindCrossings, AreNoneForAWinnerAtOneSizeBetweenOthers) {
  const Series all = series_of({first_leads_at(10), second_leads_at(20), first_leads_at(40)});
  EXPECT_TRUE(find_crossings(all).empty());
}

TEST(FindCrossings, AreWithAWinnerAtTwoSizesBetweenWhichNobodyLeads) {
  const Series all = series_of({first_leads_at(10), nobody_leads_at(20), second_leads_at(30), nobody_leads_at(40),
                                second_leads_at(50), nobody_leads_at(60)});
  EXPECT_EQ(find_crossings(all), (std::vector<Crossing>{{first, second, 10, 30}}));
}

TEST(FindCrossings, AreWithAWinnerAtTheFirstOrTheLastSizeAlone) {
  EXPECT_EQ(find_crossings(series_of({first_leads_at(10), second_leads_at(20), second_leads_at(40)})),
            (std::vector<Crossing>{{first, second, 10, 20}}));
  EXPECT_EQ(find_crossings(series_of({first_leads_at(10), first_leads_at(20), second_leads_at(40)})),
            (std::vector<Crossing>{{first, second, 20, 40}}));
}

// The rounds of the second are of two kinds by turns.
const Seconds alternating{0.1, 0.4, 0.1, 0.4, 0.1, 0.4, 0.1, 0.4, 0.1, 0.4, 0.1, 0.4}, twelve(12, 0.2);

TEST(WhyNotJudged, IsABusyMachineTooFewRoundsOrTwoKindsOfThem) {
  EXPECT_EQ(why_not_judged({1000, {slow, fast}}), std::nullopt);
  EXPECT_EQ(why_not_judged({1000, {slow, varied}}), std::nullopt) << "a tie is judged too";
  EXPECT_EQ(why_not_judged({1000, {too_few, too_few}}), Verdict::too_few_rounds);
  EXPECT_EQ(why_not_judged({1000, {unmeasured, unmeasured}}), Verdict::too_few_rounds);
  EXPECT_EQ(why_not_judged({1000, {twelve, alternating}}), Verdict::two_kinds_of_rounds);
  EXPECT_EQ(why_not_judged({1000, {slow, fast}, false}), Verdict::machine_busy);
  EXPECT_EQ(clear_winner({1000, {slow, fast}, false}), std::nullopt);
  EXPECT_EQ(clear_winner({1000, {twelve, Seconds(12, 0.1)}}), second);
  EXPECT_EQ(clear_winner({1000, {Seconds(12, 0.9), alternating}}), std::nullopt)
      << "nobody wins by rounds of two kinds";
}

TEST(FindCrossings, AreNoneAtOneSizeOrWithoutALeader) {
  EXPECT_TRUE(find_crossings({}).empty());
  EXPECT_TRUE(find_crossings(series_of({second_leads_at(10)})).empty());
  EXPECT_TRUE(find_crossings(series_of({nobody_leads_at(10), second_leads_at(20)})).empty());
}

TEST(SizesBetween, StepByEqualFactors) {
  EXPECT_EQ(sizes_between(1000, 100'000'000, 3),
            (Sizes{1000, 2154, 4642, 10'000, 21'544, 46'416, 100'000, 215'443, 464'159, 1'000'000, 2'154'435, 4'641'589,
                   10'000'000, 21'544'347, 46'415'888, 100'000'000}));
  EXPECT_EQ(sizes_between(10, 10'000, 1), (Sizes{10, 100, 1000, 10'000}));
}

TEST(SizesBetween, AlwaysIncludeBothEnds) {
  EXPECT_EQ(sizes_between(1000, 5000, 1), (Sizes{1000, 5000}));
  EXPECT_EQ(sizes_between(7, 1234, 2), (Sizes{7, 22, 70, 221, 700, 1234}));
  EXPECT_EQ(sizes_between(1000, 1001, 50), (Sizes{1000, 1001}));
}

TEST(SizesBetween, AreOneSizeWhereBothEndsAre) {
  EXPECT_EQ(sizes_between(1, 1, 3), Sizes{1});
  EXPECT_EQ(sizes_between(1'000'000, 1'000'000, 1), Sizes{1'000'000});
}

TEST(SizesBetween, HaveEachSmallSizeOnce) {
  EXPECT_EQ(sizes_between(1, 10, 50), (Sizes{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_EQ(sizes_between(1, 3, 4), (Sizes{1, 2, 3}));
}

TEST(SizesBetween, ReachTheLargestNumberThereIs) {
  const auto sizes = sizes_between(1, 18446744073709551615U, 1);
  EXPECT_EQ(sizes.size(), 21U);
  EXPECT_EQ(sizes[19], 10'000'000'000'000'000'000U);
  EXPECT_EQ(sizes.back(), 18446744073709551615U);
}

}  // namespace
}  // namespace crossover
