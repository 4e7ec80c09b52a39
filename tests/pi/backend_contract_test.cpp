// What every backend promises, for every row of the table with every kernel.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "host/pi/backend.hpp"
#include "host/pi/known_hits.hpp"
#include "kernels/scalar/count_hits.hpp"
#include "tests/support/ranges.hpp"

namespace crossover {
namespace {

using Row = std::tuple<const BackendEntry*, const Kernel*>;

class BackendContract : public testing::TestWithParam<Row> {
 protected:
  void SetUp() override {
    const std::string why_not = entry().why_unavailable();
    if (!why_not.empty()) GTEST_SKIP() << why_not;
  }

  static const BackendEntry& entry() { return *std::get<0>(GetParam()); }
  static const Kernel& kernel() { return *std::get<1>(GetParam()); }

  static std::unique_ptr<Backend> make(unsigned workers) {
    return entry().make({kernel(), entry().takes_workers() ? workers : 1});
  }
};

TEST_P(BackendContract, CountsTheKnownHits) {
  constexpr std::uint64_t quick = 2'000'000;
  const auto backend = make(2);
  for (const Tally& known : known_hits()) {
    if (known.range.size() > quick) continue;
    EXPECT_EQ(backend->count(known.seed, known.range), known.hits);
  }
}

TEST_P(BackendContract, AgreesWithTheReferenceOnRaggedRanges) {
  const auto backend = make(3);
  for (const SampleRange& range : ragged_ranges())
    ASSERT_EQ(backend->count(Seed{42}, range), count_hits_scalar(Seed{42}, range))
        << range.first << " to " << range.last;
}

TEST_P(BackendContract, SplitsNeverChangeTheHits) {
  const auto backend = make(2);
  const SampleRange whole{17, 200'017};
  const std::uint64_t hits = count_hits_scalar(Seed{1}, whole);
  for (const std::uint64_t cut : {17U, 18U, 19U, 20U, 97U, 16'401U, 16'402U, 100'000U, 200'016U, 200'017U})
    EXPECT_EQ(backend->count(Seed{1}, {whole.first, cut}) + backend->count(Seed{1}, {cut, whole.last}), hits) << cut;
}

TEST_P(BackendContract, WorkersNeverChangeTheHits) {
  if (!entry().takes_workers()) GTEST_SKIP() << entry().name << " has one worker";
  const SampleRange range{3, 1'000'003};
  const std::uint64_t hits = count_hits_scalar(Seed{8}, range);
  for (const unsigned workers : {1U, 2U, 3U, 7U, 64U}) EXPECT_EQ(make(workers)->count(Seed{8}, range), hits) << workers;
}

TEST_P(BackendContract, ChunksNeverChangeTheHits) {
  if (!entry().takes_chunk) GTEST_SKIP() << entry().name << " chooses its chunks itself";
  const SampleRange range{3, 20'006};
  const std::uint64_t hits = count_hits_scalar(Seed{8}, range);
  for (const std::uint64_t chunk : {1ULL, 2ULL, 7ULL, 1000ULL, 20'003ULL, 1ULL << 40, ~0ULL})
    EXPECT_EQ(entry().make({.kernel = kernel(), .workers = 3, .chunk = chunk})->count(Seed{8}, range), hits) << chunk;
}

TEST_P(BackendContract, AnswersTheSameTwice) {
  const auto backend = make(4);
  const SampleRange range{0, 300'001};
  const std::uint64_t hits = count_hits_scalar(Seed{4}, range);
  for (int i = 0; i < 20; ++i) ASSERT_EQ(backend->count(Seed{4}, range), hits);
}

TEST_P(BackendContract, FindsNothingInAnEmptyRange) {
  const auto backend = make(2);
  for (const std::uint64_t at : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}})
    EXPECT_EQ(backend->count(Seed{42}, {at, at}), 0U);
}

std::vector<Row> all_rows() {
  std::vector<Row> rows;
  for (const BackendEntry* entry : backends())
    for (const Kernel* kernel : entry->kernels()) rows.emplace_back(entry, kernel);
  return rows;
}

INSTANTIATE_TEST_SUITE_P(All, BackendContract, testing::ValuesIn(all_rows()), [](const auto& row) {
  std::string name = std::string(std::get<0>(row.param)->name) + "_" + std::string(std::get<1>(row.param)->name);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(BackendTable, HasEachNameOnceAndASummary) {
  std::set<std::string_view> names;
  for (const BackendEntry* entry : backends()) {
    names.insert(entry->name);
    EXPECT_FALSE(entry->summary.empty());
  }
  EXPECT_EQ(names.size(), backends().size());
}

TEST(BackendTable, SaysWhyAndWhatToDoWhereABackendCannotRun) {
  for (const BackendEntry* entry : backends()) {
    const std::string why_not = entry->why_unavailable();
    if (why_not.empty()) {
      EXPECT_NE(entry->make, nullptr) << entry->name;
    } else {
      EXPECT_NE(why_not.find("; "), std::string::npos) << entry->name << ": " << why_not;
    }
  }
}

}  // namespace
}  // namespace crossover
