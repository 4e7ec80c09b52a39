// The sort exercise where memory, threads or files are scarce.

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/program/support/documents.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

/// One line on standard error that says all the parts, nothing on standard output, and no crash.
void expect_refused(const Outcome& refused, const std::vector<std::string>& parts) {
  EXPECT_EQ(refused.signal, 0) << refused;
  EXPECT_EQ(refused.exit_code, 1) << refused;
  EXPECT_EQ(refused.out, "");
  EXPECT_EQ(lines_of(refused.err).size(), 1U) << refused;
  EXPECT_TRUE(refused.err.starts_with("crossover: ")) << refused;
  for (const std::string& part : parts)
    EXPECT_NE(refused.err.find(part), std::string::npos) << part << " is not in\n" << refused;
}

TEST(SortMemory, IsRefusedBeforeAnyWorkWhereThereIsTooLittle) {
  for (const std::string keys : {"1e13", "1000..1e13", "18446744073709551615"}) {
    const Outcome refused = run({"sort", "--keys", keys});
    expect_refused(refused, {"sorting 2 arrays of ", " GiB of memory, and ", "are free; write a smaller --keys"});
    EXPECT_LT(refused.peak_kib, 1 << 20) << "it took some";
  }
}

TEST(SortMemory, IsNotTakenByManySmallArrays) {
  if (built_with_sanitizer) GTEST_SKIP() << "sanitizers take memory of their own";
  for (const char* keys : {"0", "1"}) {
    const Outcome sort = run({"sort", "--keys", keys, "--arrays", "4096", "--sharing", "sequential", "--sorter", "std",
                              "--time-limit", "0", "--json", "-"});
    EXPECT_EQ(document_of(sort).at("verified"), true);
    EXPECT_LT(sort.peak_kib, 100 * 1024);
  }
}

TEST(SortMemory, OfALimitedAddressSpaceIsNeverExceededByACrash) {
  if (built_with_sanitizer) GTEST_SKIP() << "sanitizers need more address space than a limit leaves";
  unsigned refused = 0, done = 0;
  for (unsigned kib = 16'000; kib <= 96'000; kib += 8'000) {
    const std::string limit = "ulimit -v " + std::to_string(kib) + " && exec ";
    if (!works_here(limit + "crossover --version")) continue;
    SCOPED_TRACE(kib);
    const Outcome sort = run_in_shell(
        limit + "crossover sort --keys 1000..5e5 --points-per-decade 1 --sorter simd,parallel --time-limit 0");
    EXPECT_EQ(sort.signal, 0) << sort;
    EXPECT_TRUE(sort.exit_code == 0 || sort.exit_code == 1) << sort;
    EXPECT_EQ(lines_of(sort.err).size(), sort.exit_code == 0 ? 0U : 1U) << sort;
    if (sort.exit_code == 1 && sort.out.empty()) expect_refused(sort, {});
    EXPECT_TRUE(sort.exit_code == 0 || sort.out.empty() || sort.out.starts_with("PARTIAL: ")) << sort;
    ++(sort.exit_code == 0 ? done : refused);
  }
  EXPECT_GT(refused, 0U) << "the limit does not bite: this test shows nothing";
  EXPECT_GT(done, 0U) << "nothing can be sorted in 96 MB";
}

TEST(SortMemory, OfALimitedAddressSpaceEndsNoSorterOfOpenMp) {
  if (built_with_sanitizer) GTEST_SKIP() << "sanitizers need more address space than a limit leaves";
  unsigned failed = 0, done = 0;
  for (unsigned kib = 60'000; kib <= 300'000; kib += 20'000) {
    SCOPED_TRACE(kib);
    const Outcome sort =
        run_in_shell("ulimit -v " + std::to_string(kib) +
                     " && exec crossover sort --keys 1e6 --sorter std,openmp,thrust-host --workers 8 --time-limit 0");
    if (sort.exit_code == 5) GTEST_SKIP() << "a sorter is missing in this build";
    EXPECT_EQ(sort.signal, 0) << sort;
    EXPECT_TRUE(sort.exit_code == 0 || sort.exit_code == 1) << sort;
    ++(sort.exit_code == 0 ? done : failed);
  }
  EXPECT_GT(failed, 0U) << "the limit does not bite: this test shows nothing";
  EXPECT_GT(done, 0U) << "nothing can be sorted in 300 MB";
}

TEST(SortThreads, ThatCannotBeStartedAreOneLine) {
  const std::string two_threads_at_most = "ulimit -s 1000000 && ulimit -v 3000000 && exec ";
  if (built_with_sanitizer) GTEST_SKIP() << "sanitizers need more address space than a limit leaves";
  if (!works_here(two_threads_at_most + "true")) GTEST_SKIP() << "stacks of 1 GB are not allowed here";
  const std::string line = two_threads_at_most + "crossover sort --keys 100 --arrays 8 --time-limit 0 --sorter std ";
  expect_refused(run_in_shell(line + "--sharing threads"),
                 {"cannot start thread ", " of 8: ", "sort fewer arrays, or try --sharing sequential"});
  EXPECT_EQ(document_of(run_in_shell(line + "--sharing sequential --json -")).at("verified"), true);
  const Outcome partial = run_in_shell(line + "--sharing both");
  EXPECT_EQ(partial.exit_code, 1) << partial;
  EXPECT_TRUE(partial.out.starts_with("PARTIAL: 1 of 2 ways to sort failed at 100 keys.\n")) << partial;
  EXPECT_NE(partial.out.find("\nstd     threads           8   failed\n"), std::string::npos) << partial;
  EXPECT_EQ(lines_of(partial.err).size(), 1U) << partial;
}

TEST(SortFiles, ThatCannotBeWrittenAreRefusedBeforeAnyWork) {
  const TemporaryFolder folder;
  const std::string file = folder.file("missing/a.json");
  expect_refused(run({"sort", "--time-limit", "1000", "--json", file}),
                 {"--json " + file, "No such file or directory"});
}

TEST(SortFiles, ThatFillUpOnTheWayLeaveTheResultOnStdout) {
  if (built_with_thread_sanitizer) GTEST_SKIP() << "it writes a file before main and is killed by the limit";
  const TemporaryFolder folder;
  const std::string file = folder.file("a.json");
  const Outcome limited = run_in_shell(
      "ulimit -f 1; exec crossover sort --keys 1..100 --points-per-decade 1 --time-limit 0 --json " + file);
  EXPECT_EQ(limited.signal, 0) << limited;
  EXPECT_EQ(limited.exit_code, 1) << limited;
  EXPECT_EQ(lines_of(limited.err).size(), 1U) << limited;
  EXPECT_NE(limited.out.find("Every sort was verified"), std::string::npos) << limited;
  EXPECT_EQ(folder.names(), std::set<std::string>{});
}

TEST(SortMemory, OfSortersInPlaceIsTheArrayAndItsPristineCopy) {
  if (built_with_sanitizer) GTEST_SKIP() << "a sanitizer takes memory of its own";
  constexpr long array_kib = 8 * 8'000'000 / 1024, program_kib = 12 * 1024;
  for (const std::string sorter : {"std", "simd", "parallel"}) {
    const Outcome sort =
        run({"sort", "--keys", "8e6", "--arrays", "1", "--type", "i64", "--sorter", sorter, "--time-limit", "0"});
    EXPECT_EQ(sort.exit_code, 0) << sort;
    EXPECT_GE(sort.peak_kib, 2 * array_kib) << sorter;
    EXPECT_LE(sort.peak_kib, array_kib + array_kib * 105 / 100 + program_kib) << sorter;
  }
}

}  // namespace
}  // namespace crossover
