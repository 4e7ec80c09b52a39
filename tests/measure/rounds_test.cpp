#include "host/measure/rounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/held_clock.hpp"

namespace crossover {
namespace {

using Values = std::vector<double>;

constexpr double no_limit = 1e9;

const auto ignore_round = [](std::size_t) {};

/// A subject whose runs seem to take so long; the last value again and again when they are used up.
Timed takes(Values seconds) {
  return [seconds = std::move(seconds), run = std::size_t{0}]() mutable -> std::optional<double> {
    return seconds[std::min(run++, seconds.size() - 1)];
  };
}

/// 2, 1, 2, 1, ...: the interval is never narrower than that.
Timed never_precise() {
  return [last = 1.0]() mutable -> std::optional<double> { return last = 3 - last; };
}

/// A subject that writes its name down with each run.
Timed writes_down(char name, std::string& calls) {
  return [name, &calls]() -> std::optional<double> {
    calls += name;
    return 1;
  };
}

/// A subject whose runs last so long on a clock that is held.
Timed lasts(double seconds) {
  return [seconds]() -> std::optional<double> {
    HeldClock::advance(seconds);
    return seconds;
  };
}

/// A subject that is stopped in the middle of a run, after so many whole ones.
Timed is_stopped_after(int whole_runs) {
  return [whole_runs]() mutable { return whole_runs-- > 0 ? std::optional<double>(1) : std::nullopt; };
}

TEST(MeasureInRounds, TakesSubjectsInTurnAndEveryOtherRoundBackwards) {
  std::string calls;
  const std::vector<Timed> subjects{writes_down('a', calls), writes_down('b', calls), writes_down('c', calls)};
  measure_in_rounds(subjects, {.min_seconds = 0, .time_limit = no_limit}, ignore_round);
  EXPECT_EQ(calls, "abccbaabccbaabccba");
}

TEST(MeasureInRounds, KeepsTheSecondsOfEachSubjectInOrder) {
  const std::vector<Timed> subjects{takes({1.001, 1.002, 1.003, 1.004, 1.005, 1.006}), takes({2})};
  const Rounds rounds = measure_in_rounds(subjects, {.min_seconds = 0, .time_limit = no_limit}, ignore_round);
  ASSERT_EQ(rounds.seconds.size(), 2U);
  EXPECT_EQ(rounds.seconds[0], (Values{1.001, 1.002, 1.003, 1.004, 1.005, 1.006}));
  EXPECT_EQ(rounds.seconds[1], Values(6, 2.0));
}

TEST(MeasureInRounds, TellsHowManyRoundsAreDone) {
  std::vector<std::size_t> heard;
  const std::vector<Timed> subjects{takes({1}), takes({2})};
  measure_in_rounds(subjects, {.min_seconds = 0, .time_limit = no_limit},
                    [&](std::size_t rounds) { heard.push_back(rounds); });
  EXPECT_EQ(heard, (std::vector<std::size_t>{1, 2, 3, 4, 5, 6}));
}

TEST(MeasureInRounds, EndsByPrecisionInTheSixthRoundAtTheEarliest) {
  const std::vector<Timed> subjects{takes({1})};
  const Rounds rounds = measure_in_rounds(subjects, {.min_seconds = 0, .time_limit = no_limit}, ignore_round);
  EXPECT_EQ(rounds.stopped_by, StoppedBy::precision);
  EXPECT_EQ(rounds.seconds[0].size(), 6U);
}

TEST(MeasureInRounds, GoesOnForTheLeastRoundsAskedFor) {
  const std::vector<Timed> subjects{takes({1})};
  const Rounds rounds =
      measure_in_rounds(subjects, {.min_rounds = 11, .min_seconds = 0, .time_limit = no_limit}, ignore_round);
  EXPECT_EQ(rounds.seconds[0].size(), 11U);
}

TEST(MeasureInRounds, GoesOnUntilTheLeastPreciseSubjectIsPreciseEnough) {
  // One value that is far off lies outside the interval only from nine values on, and after the eighth round the next
  // look is at ten.
  const std::vector<Timed> subjects{takes({1}), takes({1, 1.5, 1})};
  const Rounds rounds = measure_in_rounds(subjects, {.min_seconds = 0, .time_limit = no_limit}, ignore_round);
  EXPECT_EQ(rounds.stopped_by, StoppedBy::precision);
  EXPECT_EQ(rounds.seconds[0].size(), 10U);
  EXPECT_EQ(rounds.seconds[1].size(), 10U);
}

TEST(MeasureInRounds, IsSatisfiedSoonerWithALowerPrecision) {
  const std::vector<Timed> subjects{takes({1, 1.5, 1})};
  const Rounds rounds =
      measure_in_rounds(subjects, {.min_seconds = 0, .precision = 0.6, .time_limit = no_limit}, ignore_round);
  EXPECT_EQ(rounds.seconds[0].size(), 6U);
}

TEST(MeasureInRounds, GoesOnForTheLeastSecondsAskedFor) {
  const HeldClock clock;
  const std::vector<Timed> subjects{lasts(0.25)};
  const Rounds rounds = measure_in_rounds(subjects, {.min_seconds = 2.5, .time_limit = no_limit}, ignore_round);
  EXPECT_EQ(rounds.stopped_by, StoppedBy::precision);
  EXPECT_EQ(rounds.seconds[0], Values(10, 0.25));
}

TEST(MeasureInRounds, EndsByTheTimeLimitWhenPrecisionIsNeverReached) {
  const HeldClock clock;
  const std::vector<Timed> subjects{never_precise(), lasts(0.25)};
  const Rounds rounds = measure_in_rounds(subjects, {.time_limit = 5.125}, ignore_round);
  EXPECT_EQ(rounds.stopped_by, StoppedBy::time_limit);
  EXPECT_EQ(rounds.seconds[0].size(), 20U);
}

TEST(MeasureInRounds, EndsByTheRoundLimitWhenPrecisionIsNeverReached) {
  const std::vector<Timed> subjects{never_precise(), takes({1})};
  const Rounds rounds = measure_in_rounds(subjects, {.max_rounds = 20, .time_limit = no_limit}, ignore_round);
  EXPECT_EQ(rounds.stopped_by, StoppedBy::round_limit);
  EXPECT_EQ(rounds.seconds[0].size(), 20U);
  EXPECT_EQ(rounds.seconds[1].size(), 20U);
}

TEST(MeasureInRounds, BeginsNoRoundThatWouldLikelyEndAfterTheTimeLimit) {
  const HeldClock clock;
  const std::vector<Timed> subjects{lasts(0.25)};
  const Rounds rounds = measure_in_rounds(subjects, {.time_limit = 0.4}, ignore_round);
  EXPECT_EQ(rounds.stopped_by, StoppedBy::time_limit);
  EXPECT_EQ(rounds.seconds[0].size(), 1U) << "the second would end after 0.5 s";
}

TEST(MeasureInRounds, DoesNotBeginAFirstRoundThatIsKnownToTakeTooLong) {
  std::string calls;
  const std::vector<Timed> subjects{writes_down('a', calls)};
  const Rounds rounds = measure_in_rounds(subjects, {.time_limit = 100, .first_round = 101}, ignore_round);
  EXPECT_EQ(rounds.stopped_by, StoppedBy::time_limit);
  EXPECT_EQ(rounds.seconds, std::vector<Values>{Values{}});
  EXPECT_EQ(calls, "");
}

TEST(MeasureInRounds, BeginsNothingWhenTheTimeIsUsedUp) {
  std::string calls;
  const std::vector<Timed> subjects{writes_down('a', calls)};
  const Rounds rounds = measure_in_rounds(subjects, {.time_limit = -1}, ignore_round);
  EXPECT_EQ(rounds.stopped_by, StoppedBy::time_limit);
  EXPECT_EQ(calls, "");
}

TEST(MeasureInRounds, DropsTheRoundThatWasInterrupted) {
  std::string calls;
  const std::vector<Timed> subjects{takes({1}), is_stopped_after(2), writes_down('c', calls)};
  std::size_t rounds_heard = 0;
  const Rounds rounds = measure_in_rounds(subjects, {.min_seconds = 0, .time_limit = no_limit},
                                          [&](std::size_t done) { rounds_heard = done; });
  EXPECT_EQ(rounds.stopped_by, StoppedBy::interruption);
  EXPECT_EQ(rounds_heard, 2U);
  for (const Values& seconds : rounds.seconds) EXPECT_EQ(seconds.size(), 2U);
  EXPECT_EQ(calls, "cc") << "a subject was run after the interruption";
}

TEST(MeasureInRounds, HasNothingWhenTheFirstRoundWasInterrupted) {
  const std::vector<Timed> subjects{takes({1}), is_stopped_after(0)};
  const Rounds rounds = measure_in_rounds(subjects, {.min_seconds = 0, .time_limit = no_limit}, ignore_round);
  EXPECT_EQ(rounds.stopped_by, StoppedBy::interruption);
  EXPECT_EQ(rounds.seconds, (std::vector<Values>{{}, {}}));
}

TEST(MeasureInRounds, GoesOnFromRoundsThatWereDoneBefore) {
  std::string calls;
  std::vector<std::size_t> told;
  const std::vector<Timed> subjects{writes_down('a', calls), writes_down('b', calls)};
  const Rounds rounds = measure_in_rounds(subjects, {.max_rounds = 4, .min_seconds = 0, .time_limit = no_limit},
                                          [&](std::size_t done) { told.push_back(done); }, {{7}, {8}});
  EXPECT_EQ(calls, "baabba") << "the round before went forward";
  EXPECT_EQ(rounds.seconds, (std::vector<Values>{{7, 1, 1, 1}, {8, 1, 1, 1}}));
  EXPECT_EQ(told, (std::vector<std::size_t>{2, 3, 4}));
}

TEST(StoppedByName, IsInWords) {
  EXPECT_EQ(name_of(StoppedBy::precision), "precision");
  EXPECT_EQ(name_of(StoppedBy::time_limit), "time limit");
  EXPECT_EQ(name_of(StoppedBy::round_limit), "round limit");
  EXPECT_EQ(name_of(StoppedBy::interruption), "interruption");
}

}  // namespace
}  // namespace crossover
