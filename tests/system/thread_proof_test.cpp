#include "host/system/thread_proof.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/system/error_of.hpp"
#include "tests/system/leave_memory.hpp"
#include "tests/system/patience.hpp"

namespace crossover {
namespace {

[[noreturn]] void require_more_threads_than_there_is_memory_for() {
  ThreadProof proof;
  proof.require(100);
  leave_memory_for_few_threads();
  const bool stays_proven = !error_of([&] { proof.require(100); });
  const std::string message = message_of([&] { proof.require(1000); });
  std::fprintf(stderr, "%d, %s", stays_proven, message.c_str());
  std::_Exit(0);
}

TEST(ThreadProofDeathTest, SaysHowManyWorkersCanBeStartedAndProvesNothingTwice) {
  if (built_with_sanitizer) GTEST_SKIP() << "sanitizers need more address space than a limit leaves";
  EXPECT_EXIT(require_more_threads_than_there_is_memory_for(), testing::ExitedWithCode(0),
              "1, cannot start worker [0-9]+ of 1000: .+; try --workers [0-9]+");
}

TEST(ThreadProof, HoldsForTheCallerAlone) {
  ThreadProof proof;
  EXPECT_FALSE(error_of([&] { proof.require(1); }));
}

}  // namespace
}  // namespace crossover
