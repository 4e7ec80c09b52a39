#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>

#include "host/machine/cpus.hpp"

namespace crossover {
namespace {

/// Each test finds the variable unset and leaves it as it was.
class OmpNumThreads : public testing::Test {
 protected:
  void SetUp() override {
    if (const char* value = std::getenv(name)) before_ = value;
    unsetenv(name);
  }
  void TearDown() override {
    if (before_) setenv(name, before_->c_str(), 1);
    if (!before_) unsetenv(name);
  }

  static std::optional<unsigned> when_set_to(const std::string& value) {
    setenv(name, value.c_str(), 1);
    return omp_num_threads();
  }

 private:
  static constexpr const char* name = "OMP_NUM_THREADS";
  std::optional<std::string> before_;
};

TEST_F(OmpNumThreads, IsNoneWhenUnset) { EXPECT_EQ(omp_num_threads(), std::nullopt); }

TEST_F(OmpNumThreads, IsTheNumberItIsSetTo) {
  EXPECT_EQ(when_set_to("1"), 1U);
  EXPECT_EQ(when_set_to("8"), 8U);
  EXPECT_EQ(when_set_to("08"), 8U);
}

TEST_F(OmpNumThreads, IsTheFirstNumberOfAList) { EXPECT_EQ(when_set_to("4,2"), 4U); }

TEST_F(OmpNumThreads, IsNoneForWhatIsNoNumber) {
  for (const char* value : {"", "abc", "8x", "1e9", "0x8", "4;2", ",4", "dynamic"})
    EXPECT_EQ(when_set_to(value), std::nullopt) << "for '" << value << "'";
}

TEST_F(OmpNumThreads, IsNoneForANumberOfWorkersThatCannotBeMeant) {
  for (const char* value : {"-1", "0", "-0", "1000000000", "4294967297", "18446744073709551617", "0,4"})
    EXPECT_EQ(when_set_to(value), std::nullopt) << "for '" << value << "'";
}

TEST_F(OmpNumThreads, IsAtMostTheMostWorkersThereMayBe) {
  EXPECT_EQ(when_set_to(std::to_string(max_workers)), max_workers);
  EXPECT_EQ(when_set_to(std::to_string(max_workers + 1)), std::nullopt);
}

// OpenMP 5.0, chapter 6: values of environment variables may have leading and trailing white space.
TEST_F(OmpNumThreads, MayHaveBlanksAroundItAsOpenMpAllows) {
  EXPECT_EQ(when_set_to(" 7"), 7U);
  EXPECT_EQ(when_set_to("7 "), 7U);
  EXPECT_EQ(when_set_to(" 4,2 "), 4U);
}

}  // namespace
}  // namespace crossover
