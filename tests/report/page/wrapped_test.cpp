#include "host/report/page/wrapped.hpp"

#include <gtest/gtest.h>

namespace crossover {
namespace {

TEST(Wrapped, BreaksBetweenWords) {
  EXPECT_EQ(wrapped("one two three four", 9), "one two\nthree\nfour");
  EXPECT_EQ(wrapped("one two", 7), "one two");
  EXPECT_EQ(wrapped("", 7), "");
}

TEST(Wrapped, IndentsAllLinesButTheFirst) { EXPECT_EQ(wrapped("one two three", 9, 2), "one two\n  three"); }

TEST(Wrapped, LeavesRoomForWhatStandsBeforeIt) { EXPECT_EQ(wrapped("one two three", 9, 2, 4), "one\n  two\n  three"); }

TEST(Wrapped, LeavesALongWordWhole) { EXPECT_EQ(wrapped("a 123456789 b", 5), "a\n123456789\nb"); }

TEST(Wrapped, CountsCharactersNotBytes) { EXPECT_EQ(wrapped("± ± ± ±", 3), "± ±\n± ±"); }

}  // namespace
}  // namespace crossover
