// The backend `hybrid` with CPU backends of different speed as its members.

#include "host/pi/hybrid/hybrid.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/pi/backends/entries.hpp"
#include "kernels/scalar/count_hits.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/ranges.hpp"

namespace crossover {
namespace {

constexpr Seed seed{42};

std::unique_ptr<Hybrid> hybrid_of(const std::vector<std::pair<const BackendEntry*, const Kernel*>>& kinds) {
  std::vector<std::unique_ptr<Backend>> members;
  for (const auto& [entry, kernel] : kinds) members.push_back(entry->make({.kernel = *kernel, .workers = 1}));
  return std::make_unique<Hybrid>(std::move(members));
}

/// One whose kernels count at rates that differ about sevenfold.
std::unique_ptr<Hybrid> fast_and_slow() {
  return hybrid_of({{&serial_backend, &simd_kernel}, {&serial_backend, &scalar_kernel}});
}

TEST(Hybrid, AgreesWithTheReferenceOnRaggedRanges) {
  const auto hybrid = fast_and_slow();
  for (const SampleRange& range : ragged_ranges())
    ASSERT_EQ(hybrid->count(seed, range), count_hits_scalar(seed, range)) << range.first << " to " << range.last;
}

TEST(Hybrid, CountsTheSameAsTheseGoByTheirRates) {
  const auto hybrid = fast_and_slow();
  const SampleRange range{3, 6'000'003};
  const std::uint64_t hits = threads_backend.make({.kernel = simd_kernel, .workers = 2})->count(seed, range);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(hybrid->count(seed, range), hits);
}

TEST(Hybrid, MayHaveAnyMembers) {
  const SampleRange range{0, 3'000'001};
  const std::uint64_t hits = count_hits_scalar(seed, range);
  EXPECT_EQ(hybrid_of({{&serial_backend, &simd_kernel}})->count(seed, range), hits);
  EXPECT_EQ(
      hybrid_of({{&threads_backend, &simd_kernel}, {&queue_backend, &scalar_kernel}, {&gil_backend, &simd_kernel}})
          ->count(seed, range),
      hits);
}

/// Counts nothing of its own and keeps what it was given.
class Recording : public Backend {
 public:
  explicit Recording(std::vector<std::uint64_t>& lots) : lots_(lots) {}

  std::uint64_t count(Seed s, SampleRange range) override {
    lots_.push_back(range.size());
    return simd_kernel.count(s, range);
  }

 private:
  std::vector<std::uint64_t>& lots_;
};

TEST(Hybrid, GivesEveryMemberWork) {
  std::vector<std::uint64_t> first, second;
  std::vector<std::unique_ptr<Backend>> members;
  members.push_back(std::make_unique<Recording>(first));
  members.push_back(std::make_unique<Recording>(second));
  Hybrid hybrid(std::move(members));
  const SampleRange range{0, 20'000'000};
  hybrid.count(seed, range);
  hybrid.count(seed, range);
  EXPECT_FALSE(first.empty());
  EXPECT_FALSE(second.empty());
}

class Failing : public Backend {
 public:
  std::uint64_t count(Seed, SampleRange) override { throw Error("GPU 0 is lost"); }
};

TEST(Hybrid, FailsWithItsMember) {
  std::vector<std::unique_ptr<Backend>> members;
  members.push_back(serial_backend.make({.kernel = simd_kernel, .workers = 1}));
  members.push_back(std::make_unique<Failing>());
  Hybrid hybrid(std::move(members));
  EXPECT_EQ(message_of([&] { hybrid.count(seed, {0, 20'000'000}); }), "GPU 0 is lost");
}

TEST(HybridBackend, LeavesACpuForTheThreadOfEachGpu) {
  static unsigned cpus = 0;
  const BackendEntry entry{
      .name = "with two devices",
      .summary = "",
      .why_unavailable = [] { return std::string(); },
      .default_workers = [] { return cpus; },
      .kernels = cpu_kernels,
      .devices = [] { return std::vector<Device>(2); },
      .make = nullptr,
  };
  for (const auto& [usable, beside_all, beside_one] : {std::array{16U, 14U, 15U}, {2U, 1U, 1U}, {1U, 1U, 1U}}) {
    cpus = usable;
    EXPECT_EQ(entry.default_workers_beside({}), beside_all);
    EXPECT_EQ(entry.default_workers_beside({1}), beside_one);
  }
  EXPECT_EQ(threads_backend.default_workers_beside({}), threads_backend.default_workers());
  EXPECT_EQ(cuda_backend.default_workers_beside({}), 0U);
}

TEST(HybridBackend, SaysWhyItCannotRunWithoutAGpu) {
  EXPECT_EQ(hybrid_backend.why_unavailable(), cuda_backend.why_unavailable());
}

}  // namespace
}  // namespace crossover
