#include <gtest/gtest.h>

TEST(Law, GivesTheWordsOfCurand) {
  GTEST_SKIP() << "no curand_kernel.h: install the CUDA Toolkit to hold the law to it";
}
