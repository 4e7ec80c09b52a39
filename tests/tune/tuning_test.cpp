#include "host/tune/tuning.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/error_of.hpp"
#include "tests/support/fakes/timed_backends.hpp"
#include "tests/support/held_clock.hpp"

namespace crossover {
namespace {

constexpr unsigned four() { return 4; }
constexpr double ns = 1e-9;

Cost costs_nothing_to_start(const Resources&) { return {0, 40 * ns}; }
Cost slow(const Resources&) { return {0, 200 * ns}; }
Cost starts_slowly(const Resources&) { return {30e-3, 5 * ns}; }
Cost is_no_faster_with_more_workers(const Resources&) { return {0, 100 * ns}; }
Cost is_best_with_four_workers_and_chunks_of_4096(const Resources& r) {
  return {0, 20 * ns * (r.workers == 4 ? 1 : 4) * (r.chunk == 4096 ? 1 : 4)};
}
Cost cannot_be_made(const Resources&) { throw Error("no luck at all"); }
Cost fails_with_two_workers(const Resources& r) {
  if (r.workers == 2) throw Error("two are a crowd");
  return {0, 20 * ns};
}

constexpr BackendEntry serial_fake = timed<costs_nothing_to_start>("serial");
constexpr BackendEntry slow_fake = timed<slow>("slow");
constexpr BackendEntry threads_fake = timed<starts_slowly>("threads");
constexpr BackendEntry crowd = timed<is_no_faster_with_more_workers>("crowd", four);
constexpr BackendEntry chunky = timed<is_best_with_four_workers_and_chunks_of_4096>("chunky", four, true);
constexpr BackendEntry never_made = timed<cannot_be_made>("never-made");
constexpr BackendEntry no_pairs = timed<fails_with_two_workers>("no-pairs", four);

/// Time is what the fakes cost, on a machine that is quiet.
class Tune : public testing::Test {
 protected:
  Tune() { setenv("CROSSOVER_ASSUME_QUIET", "1", 1); }
  ~Tune() override { unsetenv("CROSSOVER_ASSUME_QUIET"); }

 private:
  HeldClock clock_;
};

TuningRequest request_for(const std::vector<const BackendEntry*>& backends, std::uint64_t samples, double time_limit) {
  TuningRequest request{.candidates = {}, .seed = Seed{42}, .range = {1000, 1000 + samples}, .time_limit = time_limit};
  for (const BackendEntry* backend : backends)
    for (const Configuration& c : candidates_of(*backend, scalar_kernel, samples)) request.candidates.push_back(c);
  return request;
}

Tuning tune_all(const std::vector<const BackendEntry*>& backends, std::uint64_t samples, double time_limit = 20) {
  return tune(request_for(backends, samples, time_limit), {});
}

/// With a final that ends after so many rounds, unless it is precise before, however long that takes here.
Tuning tune_with_rounds(std::size_t rounds, const std::vector<const BackendEntry*>& backends, std::uint64_t samples) {
  const std::string one_more = "round " + std::to_string(rounds + 1);
  bool done = false;
  return tune(request_for(backends, samples, 1e9),
              {.stop_signal = [&] { return done ? SIGINT : 0; },
               .on_progress = [&](const Progress& progress) { done = progress.what == one_more; }});
}

/// So that two moments at which the machine was busy decide nothing.
constexpr std::size_t enough_rounds = 12;

const Configuration& chosen_in(const Tuning& tuning) {
  return tuning.candidates.at(tuning.choice.value().candidate).configuration;
}

TEST_F(Tune, FindsTheFastestBackend) {
  const Tuning tuning = tune_all({&slow_fake, &serial_fake}, 500'000);
  EXPECT_EQ(chosen_in(tuning).backend, &serial_fake);
  EXPECT_TRUE(tuning.choice->ties_with.empty());
  EXPECT_GE(tuning.rounds, 1U);
  EXPECT_EQ(tuning.counted.range, (SampleRange{1000, 501'000}));
  EXPECT_EQ(tuning.ending().exit_code(), ExitCode::done);
}

TEST_F(Tune, FindsTheBestChunkAndNumberOfWorkers) {
  const Tuning tuning = tune_with_rounds(enough_rounds, {&chunky}, 1'000'000);
  EXPECT_EQ(chosen_in(tuning).workers, 4U);
  EXPECT_EQ(chosen_in(tuning).chunk, 4096U);
}

TEST_F(Tune, TakesTheFewestWorkersOfThoseThatTie) {
  const Tuning tuning = tune_with_rounds(enough_rounds, {&crowd}, 500'000);
  EXPECT_EQ(chosen_in(tuning).workers, 1U);
  EXPECT_FALSE(tuning.choice->ties_with.empty());
}

TEST_F(Tune, TakesSerialForFewSamplesWhereStartingCostsMore) {
  const auto chosen_for = [](std::uint64_t samples) {
    return chosen_in(tune_with_rounds(enough_rounds, {&threads_fake, &serial_fake}, samples)).backend;
  };
  EXPECT_EQ(chosen_for(100'000), &serial_fake);
  EXPECT_EQ(chosen_for(2'000'000), &threads_fake);
}

TEST_F(Tune, GoesOnWithoutThoseThatFail) {
  const Tuning tuning = tune_all({&never_made, &no_pairs, &slow_fake}, 200'000);
  EXPECT_EQ(tuning.candidates.at(0).failure->what(), std::string("no luck at all"));
  EXPECT_EQ(tuning.candidates.at(2).failure->what(), std::string("two are a crowd"));
  EXPECT_EQ(chosen_in(tuning).backend, &no_pairs);
  EXPECT_FALSE(tuning.failure);
  EXPECT_EQ(tuning.ending().exit_code(), ExitCode::done);
}

TEST_F(Tune, EndsWithTheFirstFailureWhereAllFail) {
  EXPECT_EQ(message_of([] { tune_all({&never_made}, 1000); }), "no luck at all");
}

TEST_F(Tune, EndsWhereACandidateDoesNotCountWhatThePlainLoopCounts) {
  const Tuning tuning = tune_all({&honest_serial, &liar, &honest}, 100'000);
  ASSERT_TRUE(tuning.disagreement);
  EXPECT_EQ(tuning.disagreement->configuration.backend, &liar);
  EXPECT_FALSE(tuning.disagreement->other);
  EXPECT_EQ(tuning.disagreement->hits, tuning.disagreement->expected + 1);
  EXPECT_FALSE(tuning.choice);
  EXPECT_EQ(tuning.ending().exit_code(), ExitCode::verification_failed);
}

TEST_F(Tune, StopsWhenAskedAndKeepsWhatItHas) {
  const Tuning tuning = tune_with_rounds(1, {&serial_fake, &slow_fake}, 200'000);
  EXPECT_EQ(tuning.stopped_by, StoppedBy::interruption);
  EXPECT_EQ(tuning.rounds, 1U);
  EXPECT_EQ(chosen_in(tuning).backend, &serial_fake);
}

TEST_F(Tune, StoppedBeforeTheFirstRunHasNoChoice) {
  const Tuning tuning = tune(request_for({&serial_fake}, 1000, 3), {.stop_signal = [] { return SIGINT; }});
  EXPECT_EQ(tuning.stopped_by, StoppedBy::interruption);
  EXPECT_FALSE(tuning.choice);
  EXPECT_EQ(tuning.runs, 0U);
}

TEST_F(Tune, HasNoChoiceWhereTheTimeDidNotLastForALookAtEveryBackend) {
  const Tuning tuning = tune_all({&serial_fake, &slow_fake}, 1'000'000, 0);
  EXPECT_EQ(tuning.runs, 1U);
  EXPECT_EQ(tuning.stopped_by, StoppedBy::time_limit);
  EXPECT_FALSE(tuning.choice);
  EXPECT_EQ(tuning.not_looked_at, (std::vector<const BackendEntry*>{&slow_fake}));
}

TEST_F(Tune, RunsTheChoiceOnAllSamplesAndTellsThatTime) {
  const Tuning tuning = tune_all({&slow_fake}, 2'000'000, 0.02);  // no time for a final on all
  ASSERT_TRUE(tuning.choice);
  const Candidate& chosen = tuning.candidates.at(tuning.choice->candidate);
  EXPECT_EQ(chosen.samples(), 2'000'000U);
  EXPECT_EQ(tuning.counted.range, (SampleRange{1000, 2'001'000}));
  EXPECT_LE(tuning.final_samples, 2'000'000U);
}

TEST_F(Tune, JudgesNobodyByLessThanAChunkForEachWorker) {
  const Tuning tuning = tune_all({&chunky}, 1'000'000);
  for (const Candidate& candidate : tuning.candidates)
    if (!candidate.runs.empty()) {
      EXPECT_GE(candidate.samples(), candidate.min_samples(1'000'000));
    }
}

TEST_F(Tune, KeepsToItsTimeWithFewerSamples) {
  const Tuning tuning = tune_all({&chunky}, 1'000'000'000'000, 1);
  EXPECT_LT(tuning.seconds, 20);
  EXPECT_TRUE(tuning.choice);
  for (const Candidate& candidate : tuning.candidates) EXPECT_LT(candidate.samples(), 1'000'000'000'000U);
}

TEST_F(Tune, CountsFarFewerSamplesThanTheFullGridWould) {
  samples_counted = 0;
  const Tuning tuning = tune_with_rounds(enough_rounds, {&chunky}, 1'000'000);
  EXPECT_EQ(chosen_in(tuning).chunk, 4096U);
  EXPECT_GE(tuning.rounds, 6U);
  EXPECT_EQ(tuning.grid_runs, tuning.rounds * tuning.candidates.size());
  EXPECT_LT(samples_counted, tuning.grid_runs * 1'000'000 / 2);
  EXPECT_LT(tuning.seconds, tuning.grid_seconds / 2);
}

TEST_F(Tune, ExhaustivelyTimesEveryCandidateOnAllSamples) {
  TuningRequest request = request_for({&crowd, &slow_fake}, 200'000, 1e9);
  request.exhaustive = true;
  const Tuning tuning = tune(request, {});
  EXPECT_EQ(tuning.finalists.size(), tuning.candidates.size());
  EXPECT_GE(tuning.rounds, 6U);
  EXPECT_TRUE(std::ranges::all_of(tuning.candidates, [&](const Candidate& candidate) {
    return candidate.samples() == 200'000U && candidate.runs.size() == tuning.rounds;
  }));
  EXPECT_EQ(tuning.grid_seconds, tuning.seconds);
  EXPECT_EQ(chosen_in(tuning).backend, &crowd);
}

/// Only the first make since then costs something.
bool driver_is_started = false;
Cost starts_a_driver(const Resources&) { return {std::exchange(driver_is_started, true) ? 0 : 0.2, 5 * ns}; }

TEST_F(Tune, AddsTheStartOfADriverToEveryRunOnDevices) {
  static constexpr BackendEntry gpu = [] {
    BackendEntry entry = timed<starts_a_driver>("gpu");
    entry.devices = [] { return std::vector<Device>{{"a device"}}; };
    return entry;
  }();
  driver_is_started = false;
  const Tuning tuning = tune_with_rounds(enough_rounds, {&gpu, &serial_fake}, 200'000);
  EXPECT_GE(tuning.candidates.at(0).seconds_for(200'000), 0.1);
  EXPECT_EQ(chosen_in(tuning).backend, &serial_fake);
}

}  // namespace
}  // namespace crossover
