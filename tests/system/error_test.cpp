#include "host/system/error.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace crossover {
namespace {

TEST(ErrorCode, IsThatOfTheKindOfError) {
  EXPECT_EQ(Error("it broke").code(), ExitCode::failed);
  EXPECT_EQ(Error("no GPU", ExitCode::unavailable).code(), ExitCode::unavailable);
  EXPECT_EQ(UsageError("bad option").code(), ExitCode::usage);
}

TEST(SystemMessage, SaysWhatAnErrorNumberMeans) {
  EXPECT_EQ(system_message(ENOENT), "No such file or directory");
  EXPECT_EQ(system_message(ENOSPC), "No space left on device");
}

}  // namespace
}  // namespace crossover
