#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/program/support/documents.hpp"

namespace crossover {
namespace {

/// In 3 GiB of address space, where each thread wants a stack of 1 GB: the program itself fits, three threads do not.
const char* const two_threads_at_most = "ulimit -s 1000000 && ulimit -v 3000000 && exec ";

/// The same with so little space that no other thread fits.
const std::string no_thread_at_all = "ulimit -s 1000000 && ulimit -v 800000 && exec ";

#define SKIP_WITHOUT_LIMITS()                                                                         \
  if (built_with_sanitizer) GTEST_SKIP() << "sanitizers need more address space than a limit leaves"; \
  if (!works_here(std::string(two_threads_at_most) + "true")) GTEST_SKIP() << "stacks of 1 GB are not allowed here"

class ManyWorkers : public testing::TestWithParam<const char*> {};

TEST_P(ManyWorkers, ThatCannotBeStartedAreOneLineThatTellsHowManyCan) {
  SKIP_WITHOUT_LIMITS();
  const std::string backend = GetParam();
  if (const auto why = why_unavailable(backend); !why.empty()) GTEST_SKIP() << why;
  const std::string line =
      two_threads_at_most + std::string("crossover pi --samples 1e7 --json - --backend ") + backend;
  const Outcome failed = run_in_shell(line + " --workers 256");
  EXPECT_EQ(failed.signal, 0) << failed;
  EXPECT_EQ(failed.exit_code, 1) << failed;
  EXPECT_EQ(failed.out, "");
  ASSERT_EQ(lines_of(failed.err).size(), 1U) << failed;
  const auto advice = failed.err.find("try --workers ");
  ASSERT_NE(advice, std::string::npos) << failed;
  const Outcome advised = run_in_shell(line + " " + failed.err.substr(failed.err.find("--workers", advice)));
  EXPECT_EQ(run_of(advised).at("hits"), 7855825);
}

TEST_P(ManyWorkers, ThatCannotBeStartedAreARowAndTheOthersAreCompared) {
  SKIP_WITHOUT_LIMITS();
  const std::string backend = GetParam();
  if (const auto why = why_unavailable(backend); !why.empty()) GTEST_SKIP() << why;
  const Outcome compared = run_in_shell(std::string(two_threads_at_most) +
                                        "crossover compare --samples 1e6 --time-limit 1 --workers 256 --backend " +
                                        backend + ",serial,gil --release-gil --json -");
  EXPECT_EQ(compared.exit_code, 1) << compared;
  EXPECT_EQ(lines_of(compared.err).size(), 1U) << compared;
  const Json runs = Json::parse(compared.out).at("runs");
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_TRUE(runs.at(0).at("failure").is_string()) << "it comes first, and the others run all the same";
  EXPECT_EQ(runs.at(1).at("hits"), 785987);
}

TEST(OneThread, IsComparedAndRecountedWhereNoOtherCanBeStarted) {
  SKIP_WITHOUT_LIMITS();
  const Outcome compared = run_in_shell(
      no_thread_at_all + "crossover compare --samples 1e6 --time-limit 1 --workers 2 --backend serial,gil --json -");
  EXPECT_EQ(compared.exit_code, 1) << compared;
  EXPECT_EQ(lines_of(compared.err).size(), 1U) << compared;
  const Json document = Json::parse(compared.out);
  EXPECT_EQ(document.at("agreement"), true);
  EXPECT_EQ(document.at("recounted_samples"), 1'000'000);
  EXPECT_TRUE(document.at("runs").at(0).at("seconds").at("warm").is_object());
  EXPECT_TRUE(document.at("runs").at(1).at("failure").is_string());
}

TEST(OneThread, TakesTheLessonToItsEndWhereNoOtherCanBeStarted) {
  SKIP_WITHOUT_LIMITS();
  const Outcome taken = run_in_shell(no_thread_at_all + "crossover lesson --time-limit 1 --json -");
  EXPECT_EQ(taken.exit_code, 1) << taken;
  EXPECT_EQ(lines_of(taken.err).size(), 1U) << taken;
  const Json lesson = Json::parse(taken.out);
  std::set<std::string> failed, done;
  for (const Json& failure : lesson.at("failures")) failed.insert(failure.at("exercise"));
  for (const Json& cell : lesson.at("cells")) done.insert(cell.at("exercise"));
  EXPECT_TRUE(failed.contains("threads") && failed.contains("sorting") && failed.contains("queue")) << taken;
  EXPECT_EQ(done, (std::set<std::string>{"threads", "sorting", "queue", "model-queue", "pool", "split"})) << taken;
}

TEST_P(ManyWorkers, AreCountedRightWhenTheyCanBeStarted) {
  const std::string backend = GetParam();
  if (const auto why = why_unavailable(backend); !why.empty()) GTEST_SKIP() << why;
  const Json pi = run_of(run({"pi", "--samples", "1e6", "--backend", backend, "--workers", "256", "--json", "-"}));
  EXPECT_EQ(pi.at("hits"), 785987);
  EXPECT_EQ(pi.at("workers"), 256);
}

TEST_P(ManyWorkers, ForFewSamplesStartNoThread) {
  SKIP_WITHOUT_LIMITS();
  const std::string backend = GetParam();
  if (const auto why = why_unavailable(backend); !why.empty()) GTEST_SKIP() << why;
  const std::string line =
      two_threads_at_most + std::string("crossover pi --workers 256 --json - --backend ") + backend;
  ASSERT_EQ(run_in_shell(line + " --samples 1e6").exit_code, 1) << "the limit does not bite: this test shows nothing";
  EXPECT_EQ(run_of(run_in_shell(line + " --samples 1000")).at("hits"), 798);
}

INSTANTIATE_TEST_SUITE_P(Of, ManyWorkers, testing::Values("threads", "openmp"),
                         [](const auto& param) { return std::string(param.param); });

TEST(Memory, StaysUnder20MiBHoweverManySamplesAndWorkers) {
  if (built_with_sanitizer) GTEST_SKIP() << "sanitizers take memory of their own";
  for (const std::string& backend : usable_backends())
    for (const char* workers : {"1", "2", "16"}) {
      if (!takes_workers(backend) || takes_devices(backend)) continue;
      SCOPED_TRACE(backend + ", " + workers);
      const Outcome pi = run({"pi", "--samples", "1e8", "--backend", backend, "--workers", workers, "--json", "-"});
      EXPECT_EQ(run_of(pi).at("hits"), 78544189);
      EXPECT_LT(pi.peak_kib, 20 * 1024);
    }
}

}  // namespace
}  // namespace crossover
