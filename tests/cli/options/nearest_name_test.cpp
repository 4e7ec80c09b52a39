#include "host/cli/options/nearest_name.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace crossover {
namespace {

constexpr std::array<std::string_view, 4> names{"serial", "threads", "openmp", "cuda"};

TEST(NearestName, ForgivesASlipOfTheFinger) {
  EXPECT_EQ(nearest_name("thread", names), "threads");
  EXPECT_EQ(nearest_name("threds", names), "threads");
  EXPECT_EQ(nearest_name("treads", names), "threads");
  EXPECT_EQ(nearest_name("theards", names), "threads");
  EXPECT_EQ(nearest_name("Serial", names), "serial");
  EXPECT_EQ(nearest_name("openmpi", names), "openmp");
  EXPECT_EQ(nearest_name("cudaa", names), "cuda");
}

TEST(NearestName, IsTheNameItself) { EXPECT_EQ(nearest_name("openmp", names), "openmp"); }

TEST(NearestName, IsEmptyForWhatIsLikeNoName) {
  for (const char* text : {"", "x", "processes", "gpu", "serialise", "threads,serial", "\n"})
    EXPECT_EQ(nearest_name(text, names), "") << "for '" << text << "'";
}

TEST(NearestName, IsEmptyWithoutNames) { EXPECT_EQ(nearest_name("threads", {}), ""); }

TEST(NearestName, DoesNotCompareWhatNobodyTypesByMistake) {
  EXPECT_EQ(nearest_name(std::string(10'000'000, 't'), names), "");
}

TEST(NearestName, IsTheClosestOfSeveral) {
  constexpr std::array<std::string_view, 3> options{"--samples", "--sample", "--seed"};
  EXPECT_EQ(nearest_name("--sampl", options), "--sample");
  EXPECT_EQ(nearest_name("--sampless", options), "--samples");
}

TEST(Suggestion, AsksWhetherTheNearestNameIsMeant) {
  EXPECT_EQ(suggestion("thread", names), "; did you mean threads?");
}

TEST(Suggestion, ListsAllNamesWhenNoneIsNear) {
  EXPECT_EQ(suggestion("gpu", names), "; there are serial, threads, openmp and cuda");
  EXPECT_EQ(suggestion("gpu", std::array<std::string_view, 2>{"serial", "cuda"}), "; there are serial and cuda");
  EXPECT_EQ(suggestion("gpu", std::array<std::string_view, 1>{"serial"}), "; there is serial");
}

}  // namespace
}  // namespace crossover
