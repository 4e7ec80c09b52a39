#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "host/cli/request.hpp"
#include "host/machine/cpus.hpp"
#include "host/sort/sorter.hpp"
#include "tests/support/carry_out.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

using Row = std::map<std::string, std::string>;

Arguments sort_with(const Arguments& more) {
  Arguments arguments{"sort"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

std::string refusal_of_sort(const Arguments& more) { return refusal_of(sort_with(more)); }

/// What a sort of few keys gives, once and not timed.
std::vector<Row> rows_of(Arguments more) {
  for (const char* argument : {"--keys", "10", "--time-limit", "0"}) more.emplace_back(argument);
  return rows_of_csv(carry_out(sort_with(more)).csv);
}

std::string ways_in(const std::vector<Row>& rows) {
  std::string ways;
  for (const Row& row : rows) ways += row.at("sorter") + " " + row.at("sharing") + ", ";
  return ways;
}

TEST(SortOptions, TakeEverySorterThatCanRunAndEveryWayOfSharing) {
  std::string expected;
  for (const SorterEntry* entry : sorters()) {
    if (!entry->why_unavailable().empty()) continue;
    for (const char* sharing : {"sequential", "threads", "pool"})
      if (sharing == std::string("sequential") || entry->is_for_one_core())
        expected += std::string(entry->name) + " " + sharing + ", ";
  }
  EXPECT_EQ(ways_in(rows_of({})), expected);
}

TEST(SortOptions, ChooseSortersAndSharingInTheOrderGiven) {
  EXPECT_EQ(ways_in(rows_of({"--sorter", "simd,std", "--sharing", "pool,sequential"})),
            "simd pool, simd sequential, std pool, std sequential, ");
  EXPECT_EQ(ways_in(rows_of({"--sorter", "std", "--sharing", "in-turn"})), "std in-turn, ");
  EXPECT_EQ(ways_in(rows_of({"--sorter", "std", "--sharing", "gil"})), "std gil, ");
  EXPECT_EQ(ways_in(rows_of({"--sorter", "std", "--sharing", "both"})), "std sequential, std threads, ");
  EXPECT_EQ(ways_in(rows_of({"--sorter", "std", "--sharing", "pool,both"})), "std pool, std sequential, std threads, ");
  EXPECT_EQ(ways_in(rows_of({"--sorter", "std", "--sharing", "threads,both"})), "std threads, std sequential, ");
  EXPECT_EQ(ways_in(rows_of({"--sorter", "parallel", "--sharing", "both"})), "parallel sequential, ");
}

TEST(SortOptions, ReachTheTask) {
  const auto rows = rows_of({"--sorter", "std", "--sharing", "threads", "--type", "f32", "--distribution", "zipf",
                             "--arrays", "3", "--seed", "7"});
  ASSERT_EQ(rows.size(), 1U);
  const Row expected{{"type", "f32"}, {"distribution", "zipf"}, {"arrays", "3"}, {"seed", "7"},
                     {"keys", "10"},  {"threads", "3"},         {"workers", "1"}};
  for (const auto& [title, cell] : expected) EXPECT_EQ(rows[0].at(title), cell) << title;
}

TEST(SortOptions, GiveWorkersToThoseThatTakeThem) {
  const auto rows = rows_of({"--sorter", "std,parallel", "--sharing", "sequential", "--workers", "3"});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at("workers"), "1");
  EXPECT_EQ(rows[1].at("workers"), "3");
  EXPECT_EQ(rows_of({"--sorter", "parallel"}).at(0).at("workers"), std::to_string(usable_cpus()));
}

TEST(SortOptions, TakeSizesFromARange) {
  const Arguments arguments{"sort", "--keys",       "10..1000", "--points-per-decade", "1",         "--sorter",
                            "std",  "--time-limit", "0",        "--sharing",           "sequential"};
  const auto rows = rows_of_csv(carry_out(arguments).csv);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].at("keys"), "10");
  EXPECT_EQ(rows[1].at("keys"), "100");
  EXPECT_EQ(rows[2].at("keys"), "1000");
}

TEST(SortOptions, HaveAResultToSaveAfterEachSizeButTheLast) {
  std::vector<std::size_t> rows_saved;
  const auto save = [&](const Document& so_far) { rows_saved.push_back(rows_of_csv(so_far.csv).size()); };
  parse(sort_with({"--keys", "1..100", "--points-per-decade", "1", "--sorter", "std", "--sharing", "pool",
                   "--time-limit", "0"}))
      .carry_out(save);
  EXPECT_EQ(rows_saved, (std::vector<std::size_t>{1, 2}));
}

TEST(SortOptions, SuggestTheNearestName) {
  EXPECT_EQ(refusal_of_sort({"--type", "i63"}), "--type 'i63' is not known; did you mean i64?");
  EXPECT_EQ(refusal_of_sort({"--distribution", "uniformly"}),
            "--distribution 'uniformly' is not known; did you mean uniform?");
  EXPECT_EQ(refusal_of_sort({"--sorter", "simdd"}), "--sorter 'simdd' is not known; did you mean simd?");
  EXPECT_EQ(refusal_of_sort({"--sorter", "std,paralel"}), "--sorter 'paralel' is not known; did you mean parallel?");
  EXPECT_EQ(refusal_of_sort({"--sharing", "thread"}), "--sharing 'thread' is not known; did you mean threads?");
  EXPECT_EQ(refusal_of_sort({"--sharing", "boht,pool"}),
            "--sharing 'boht' is not known; there are sequential, threads, pool, in-turn, gil and both");
}

TEST(SortOptions, ListAllNamesWhereNoneIsNear) {
  EXPECT_EQ(refusal_of_sort({"--type", "quaternion"}),
            "--type 'quaternion' is not known; there are i32, i64, u32, u64, f32 and f64");
  EXPECT_EQ(
      refusal_of_sort({"--distribution", "xyz"}),
      "--distribution 'xyz' is not known; there are uniform, lesson, sorted, reversed, few, nearly, zipf and mostly");
  EXPECT_TRUE(refusal_of_sort({"--sorter", "xyz"}).starts_with("--sorter 'xyz' is not known; there are std, simd"));
  EXPECT_EQ(refusal_of_sort({"--sharing", "xyz"}),
            "--sharing 'xyz' is not known; there are sequential, threads, pool, in-turn, gil and both");
}

TEST(SortOptions, MustNotBeZeroOrTooLarge) {
  EXPECT_EQ(refusal_of_sort({"--arrays", "0"}), "--arrays must be 1 to 4096, not '0'; write --arrays 2");
  EXPECT_EQ(refusal_of_sort({"--arrays", "4097"}), "--arrays must be 1 to 4096, not '4097'; write --arrays 2");
  EXPECT_EQ(refusal_of_sort({"--points-per-decade", "0"}),
            "--points-per-decade must be 1 to 50, not '0'; write --points-per-decade 3");
  EXPECT_EQ(refusal_of_sort({"--points-per-decade", "51"}),
            "--points-per-decade must be 1 to 50, not '51'; write --points-per-decade 3");
  EXPECT_TRUE(refusal_of_sort({"--workers", "0"}).starts_with("--workers must be 1 to "));
}

TEST(SortOptions, NameWhatIsEmptyOrThereTwice) {
  EXPECT_EQ(refusal_of_sort({"--sorter", "std,std"}), "--sorter names 'std' twice; name it once");
  EXPECT_EQ(refusal_of_sort({"--sharing", "pool,pool"}), "--sharing names 'pool' twice; name it once");
  EXPECT_EQ(refusal_of_sort({"--sorter", "std,"}), "--sorter 'std,' holds an empty name; leave it out");
  for (const char* option : {"--keys", "--type", "--distribution", "--arrays", "--sharing", "--sorter", "--workers",
                             "--points-per-decade", "--seed", "--time-limit"})
    EXPECT_TRUE(refusal_of_sort({option, ""}).starts_with(option)) << refusal_of_sort({option, ""});
  EXPECT_EQ(refusal_of_sort({"--keys", "5", "--keys", "6"}), "--keys is given twice; give it once");
}

TEST(SortOptions, HaveOneWayOfSharingForASorterThatSharesAnArrayOut) {
  EXPECT_EQ(refusal_of_sort({"--sharing", "threads", "--sorter", "parallel"}),
            "--sharing 'threads' does not go with --sorter parallel, which shares each array out itself; add "
            "sequential");
  EXPECT_EQ(refusal_of_sort({"--sharing", "threads,sequential", "--sorter", "parallel"}), "no error");
  EXPECT_EQ(refusal_of_sort({"--sharing", "threads"}), "no error");
}

TEST(SortOptions, RefuseWhatGoesWithNoneOfTheSorters) {
  EXPECT_EQ(refusal_of_sort({"--workers", "2", "--sorter", "std,simd", "--sharing", "both"}),
            "--workers does not go with any of these sorters; leave it out");
  EXPECT_EQ(refusal_of_sort({"--device", "0", "--sorter", "std,simd"}),
            "--device does not go with any of these sorters; leave it out");
  EXPECT_EQ(refusal_of_sort({"--workers", "2", "--sorter", "std,parallel"}), "no error");
  EXPECT_EQ(refusal_of_sort({"--workers", "2", "--sorter", "std", "--sharing", "pool"}), "no error");
}

TEST(SortOptions, AreSaidInOneLineThatNamesTheOption) {
  const std::string nasty = "-\n\033[2J\t" + std::string(1000, 'x');
  for (const char* option : {"--keys", "--type", "--distribution", "--arrays", "--sharing", "--sorter", "--workers",
                             "--points-per-decade", "--seed", "--time-limit"}) {
    const std::string refusal = refusal_of_sort({option, nasty});
    EXPECT_TRUE(refusal.starts_with(option)) << refusal;
    EXPECT_LT(refusal.size(), 250U) << refusal;
    for (const char c : refusal) ASSERT_GE(c, ' ') << refusal;
  }
}

}  // namespace
}  // namespace crossover
