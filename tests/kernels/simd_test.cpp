#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "host/pi/known_hits.hpp"
#include "kernels/cpu_kernels.hpp"
#include "kernels/simd/count_hits.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/ranges.hpp"

namespace crossover {
namespace {

/// An instruction set, or one of its ways to count.
struct Forced {
  std::string name;
  CountHits count;
};

/// Every instruction set that was compiled and that this CPU has, each forced in turn, and each of its ways.
std::vector<Forced> all_forced() {
  std::vector<Forced> all;
  for (const SimdTarget& target : simd_targets()) {
    const std::string name = target.name == "AVX-512" ? "AVX512" : target.name;
    all.push_back({name, target.count});
    for (const SimdWay& way : target.ways)
      all.push_back({fmt::format("{}_with_{}_scalar_blocks", name, way.scalar_blocks), way.count});
  }
  return all;
}

class SimdTargets : public testing::TestWithParam<Forced> {};

TEST_P(SimdTargets, CountTheKnownHits) {
  constexpr std::uint64_t a_second = std::uint64_t{1} << (built_with_sanitizer ? 24 : 27);
  for (const Tally& known : known_hits()) {
    if (known.range.size() > a_second) continue;
    EXPECT_EQ(GetParam().count(known.seed, known.range), known.hits) << known.range.first << " to " << known.range.last;
  }
}

TEST_P(SimdTargets, AgreeWithTheReferenceOnRaggedRanges) {
  for (const SampleRange& range : ragged_ranges())
    for (const Seed seed : {Seed{0}, Seed{42}, Seed{~std::uint64_t{0}}})
      ASSERT_EQ(GetParam().count(seed, range), count_hits(seed, range)) << range.first << " to " << range.last;
}

// One sample in 7,400 is too near the disc's edge for the filter; this range holds thousands of them.
TEST_P(SimdTargets, AgreeWithTheReferenceWhereTheFilterCannotJudge) {
  const SampleRange range{1'000'003, 31'000'007};
  EXPECT_EQ(GetParam().count(Seed{5}, range), count_hits(Seed{5}, range));
}

TEST_P(SimdTargets, AddUpOverAnySplit) {
  const SampleRange whole{12'345, 112'345};
  const std::uint64_t hits = GetParam().count(Seed{9}, whole);
  for (std::uint64_t cut = whole.first; cut <= whole.last; cut += 4'999)
    ASSERT_EQ(GetParam().count(Seed{9}, {whole.first, cut}) + GetParam().count(Seed{9}, {cut, whole.last}), hits)
        << cut;
}

INSTANTIATE_TEST_SUITE_P(All, SimdTargets, testing::ValuesIn(all_forced()),
                         [](const auto& forced) { return forced.param.name; });

TEST(SimdKernel, UsesTheBestTarget) {
  EXPECT_EQ(simd_kernel.instruction_set(), simd_targets().front().name);
  EXPECT_EQ(simd_kernel.count(Seed{42}, {0, 1'000'000}), 785'987U);
}

TEST(SimdKernel, HasEachTargetOnce) {
  std::set<std::string> names;
  for (const SimdTarget& target : simd_targets()) names.insert(target.name);
  EXPECT_EQ(names.size(), simd_targets().size());
}

#if defined(__x86_64__)
TEST(SimdKernel, IsCompiledForWhatX86CpusOffer) {
  const auto& targets = simd_targets();
  const auto has = [&](const char* name) {
    return std::any_of(targets.begin(), targets.end(), [&](const SimdTarget& t) { return t.name == name; });
  };
  EXPECT_EQ(has("SSE4"), __builtin_cpu_supports("sse4.2") != 0);
  EXPECT_EQ(has("AVX2"), __builtin_cpu_supports("avx2") != 0);
  EXPECT_EQ(has("AVX-512"), __builtin_cpu_supports("avx512bw") != 0);
}
#endif

void PrintTo(const Forced& forced, std::ostream* out) { *out << forced.name; }

}  // namespace
}  // namespace crossover
