#include "host/tune/candidates.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

using Chunks = std::vector<std::optional<std::uint64_t>>;

constexpr BackendEntry chunky{.name = "chunky",
                              .summary = "a fake whose chunk can be chosen",
                              .why_unavailable = usable_here,
                              .default_workers = [] { return 3U; },
                              .kernels = cpu_kernels,
                              .takes_chunk = true,
                              .make = nullptr};
constexpr BackendEntry three_devices{.name = "three-devices",
                                     .summary = "a fake that has devices",
                                     .why_unavailable = usable_here,
                                     .default_workers = [] { return 0U; },
                                     .kernels = cpu_kernels,
                                     .devices = [] { return std::vector<Device>(3, {"a device"}); },
                                     .make = nullptr};

TEST(WorkerCounts, DoubleUpToAllThereAre) {
  EXPECT_EQ(worker_counts(1), (std::vector<unsigned>{1}));
  EXPECT_EQ(worker_counts(2), (std::vector<unsigned>{1, 2}));
  EXPECT_EQ(worker_counts(6), (std::vector<unsigned>{1, 2, 4, 6}));
  EXPECT_EQ(worker_counts(8), (std::vector<unsigned>{1, 2, 4, 8}));
}

TEST(ChunkSizes, BeginWithTheBackendsOwnAndThenTheLargest) {
  EXPECT_EQ(chunk_sizes(1'000'000'000, 2),
            (Chunks{std::nullopt, 1 << 22, 1 << 20, 1 << 18, 1 << 16, 1 << 14, 1 << 12, 1 << 10}));
}

TEST(ChunkSizes, AreFilledByTheSamples) {
  EXPECT_EQ(chunk_sizes(1 << 14, 1), (Chunks{std::nullopt, 1 << 14, 1 << 12, 1 << 10}));
  EXPECT_EQ(chunk_sizes((1 << 14) - 1, 1), (Chunks{std::nullopt, 1 << 12, 1 << 10}));
  EXPECT_EQ(chunk_sizes(1023, 1), (Chunks{std::nullopt}));
}

TEST(ChunkSizes, LeaveAWorkerIdleOnlyWhereNoSmallerOneDoes) {
  EXPECT_EQ(chunk_sizes(1 << 14, 2), (Chunks{std::nullopt, 1 << 14, 1 << 12, 1 << 10}));
  EXPECT_EQ(chunk_sizes(1 << 14, 8), (Chunks{std::nullopt, 1 << 12, 1 << 10}));
  EXPECT_EQ(chunk_sizes(1 << 14, 64), (Chunks{std::nullopt, 1 << 10}));
}

TEST(Candidates, OfABackendThatTakesWorkersAndChunksAreAllPairs) {
  std::vector<std::tuple<unsigned, std::uint64_t>> seen;
  for (const Configuration& c : candidates_of(chunky, simd_kernel, 4096)) {
    EXPECT_EQ(c.kernel, &simd_kernel);
    seen.emplace_back(c.workers, c.chunk.value_or(0));
  }
  EXPECT_EQ(seen, (std::vector<std::tuple<unsigned, std::uint64_t>>{
                      {1, 0}, {1, 4096}, {1, 1024}, {2, 0}, {2, 4096}, {2, 1024}, {3, 0}, {3, 4096}, {3, 1024}}));
}

TEST(Candidates, OfABackendWithoutChoicesAreOne) {
  ASSERT_EQ(candidates_of(honest_serial, scalar_kernel, 1000).size(), 1U);
  const auto devices = candidates_of(three_devices, scalar_kernel, 1'000'000);
  ASSERT_EQ(devices.size(), 1U);
  EXPECT_EQ(devices[0].workers, 3U);
  EXPECT_TRUE(devices[0].devices.empty()) << "none stands for all";
}

TEST(AColdRun, PredictsByItsSetUpOnceAndItsCountingInProportion) {
  const ColdRun run{.samples = 100, .setup_seconds = 2, .seconds = 5};
  EXPECT_DOUBLE_EQ(run.seconds_for(1000), 32);
  EXPECT_DOUBLE_EQ(run.seconds_for(50), 3.5);
  EXPECT_EQ(run.seconds_for(100), 5);
}

TEST(ACandidate, TellsTheMedianOfItsLongestRuns) {
  Candidate candidate{with_scalar_kernel(honest)};
  EXPECT_EQ(candidate.samples(), 0U);
  EXPECT_EQ(candidate.seconds_for(100), std::nullopt);
  candidate.keep({100, 0, 50});
  candidate.keep({200, 0, 3});
  candidate.keep({200, 0, 1});
  candidate.keep({200, 0, 2});
  candidate.keep({100, 0, 50});
  EXPECT_EQ(candidate.samples(), 200U);
  EXPECT_EQ(candidate.runs.size(), 3U);
  EXPECT_EQ(candidate.seconds_for(200), 2);
  EXPECT_EQ(candidate.seconds_for(400), 4);
}

TEST(LeastSamplesOfACandidate, AreAChunkForEachWorkerOrAll) {
  Candidate candidate{.configuration = {&honest, &simd_kernel, 4}};
  EXPECT_EQ(candidate.min_samples(1'000'000'000), 4U << 14) << "the smallest chunks that a backend makes by itself";
  candidate.configuration.chunk = 1 << 20;
  EXPECT_EQ(candidate.min_samples(1'000'000'000), 4U << 20);
  EXPECT_EQ(candidate.min_samples(1000), 1000U);
  EXPECT_FALSE(candidate.can_be_judged(1000)) << "before it was run";
}

}  // namespace
}  // namespace crossover
