#include "host/threads/thread_limit_check.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/support/error_of.hpp"
#include "tests/support/leave_memory.hpp"
#include "tests/support/patience.hpp"

namespace crossover {
namespace {

[[noreturn]] void require_more_threads_than_there_is_memory_for() {
  ThreadLimitCheck check;
  check.require(100);
  leave_memory_for_few_threads();
  const bool stays_proven = !error_of([&] { check.require(100); });
  const std::string message = message_of([&] { check.require(1000); });
  std::fprintf(stderr, "%d, %s", stays_proven, message.c_str());
  std::_Exit(0);
}

TEST(ThreadLimitCheckDeathTest, SaysHowManyWorkersCanBeStartedAndProvesNothingTwice) {
  if (built_with_sanitizer) GTEST_SKIP() << "sanitizers need more address space than a limit leaves";
  EXPECT_EXIT(require_more_threads_than_there_is_memory_for(), testing::ExitedWithCode(0),
              "1, cannot start worker [0-9]+ of 1000: .+; try --workers [0-9]+");
}

TEST(ThreadLimitCheck, HoldsForTheCallerAlone) {
  ThreadLimitCheck check;
  EXPECT_FALSE(error_of([&] { check.require(1); }));
}

}  // namespace
}  // namespace crossover
