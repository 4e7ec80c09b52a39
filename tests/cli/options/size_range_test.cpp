#include "host/cli/options/size_range.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

using Sizes = std::vector<std::uint64_t>;

Sizes sizes(const std::string& text, unsigned points_per_decade = 3) {
  return parse_sizes("--keys", text, points_per_decade);
}

TEST(ParseSizes, TakesOneNumberInEveryForm) {
  EXPECT_EQ(sizes("1e7"), Sizes{10'000'000});
  EXPECT_EQ(sizes("10M"), Sizes{10'000'000});
  EXPECT_EQ(sizes("2^10"), Sizes{1024});
  EXPECT_EQ(sizes("1_000"), Sizes{1000});
  EXPECT_EQ(sizes("0"), Sizes{0});
  EXPECT_EQ(sizes("1.5e3"), Sizes{1500});
}

TEST(ParseSizes, TakesARangeWithBothEnds) {
  EXPECT_EQ(sizes("1e3..1e4"), (Sizes{1000, 2154, 4642, 10'000}));
  EXPECT_EQ(sizes("1k..2^11", 1), (Sizes{1000, 2048}));
  EXPECT_EQ(sizes("1.5e3..1.5e4", 1), (Sizes{1500, 15'000}));
  EXPECT_EQ(sizes("1..1"), Sizes{1});
}

TEST(ParseSizes, TakesAsManyPointsAsAskedFor) {
  EXPECT_EQ(sizes("10..1000", 1), (Sizes{10, 100, 1000}));
  EXPECT_EQ(sizes("10..1000", 2), (Sizes{10, 32, 100, 316, 1000}));
}

TEST(ParseSizes, TakesAListInAnyOrder) {
  EXPECT_EQ(sizes("1e3,10M,2^12"), (Sizes{1000, 4096, 10'000'000}));
  EXPECT_EQ(sizes("5,3"), (Sizes{3, 5}));
}

TEST(ParseSizes, RefusesAListWithWhatCannotBeOneOfSeveral) {
  EXPECT_EQ(message_of([] { sizes("1,0"); }), "--keys '1,0' holds a size of 0; leave it out");
  EXPECT_EQ(message_of([] { sizes("1000,2,1e3"); }), "--keys '1000,2,1e3' names 1000 twice; name it once");
  EXPECT_EQ(message_of([] { sizes("1,,2"); }), "--keys '1,,2' holds an empty name; leave it out");
  EXPECT_TRUE(message_of([] { sizes("1,2..3"); }).starts_with("--keys '2..3' is not a number "));
}

TEST(ParseSizes, RefusesARangeThatRunsBackwards) {
  EXPECT_EQ(message_of([] { sizes("1e4..1e3"); }), "--keys '1e4..1e3' runs backwards; write the smaller first");
}

TEST(ParseSizes, RefusesARangeThatBeginsAtZero) {
  EXPECT_EQ(message_of([] { sizes("0..1e3"); }), "--keys '0..1e3' begins at 0; begin at 1 or more");
}

TEST(ParseSizes, NamesTheSideThatIsWrong) {
  EXPECT_TRUE(message_of([] { sizes("x..1e3"); }).starts_with("--keys 'x' is not a number "));
  EXPECT_TRUE(message_of([] { sizes("1e3..x"); }).starts_with("--keys 'x' is not a number "));
  EXPECT_TRUE(message_of([] { sizes("-1..1e3"); }).starts_with("--keys '-1' is negative; "));
  EXPECT_TRUE(message_of([] { sizes("1..2^64"); }).starts_with("--keys '2^64' is more than 18446744073709551615; "));
}

TEST(ParseSizes, RefusesInOneLineThatNamesTheOption) {
  for (const char* text : {"", "..", "1e3..", "..1e3", "1...5", "1..2..3", "1 .. 2", "1..2\n", "1e3-1e4", "1.5",
                           "1.5..2", "nan..inf", "1e400..1e500", "--keys", "\033[2J..5"}) {
    const auto error = error_of([&] { sizes(text); });
    ASSERT_TRUE(error) << text;
    EXPECT_EQ(error->code(), ExitCode::usage) << text;
    const std::string message = error->what();
    EXPECT_TRUE(message.starts_with("--keys '")) << message;
    EXPECT_TRUE(message.ends_with("write 1e7, 1e3..1e7 or 1e3,1e5,1e7")) << message;
    for (const char c : message) ASSERT_GE(c, ' ') << message;
  }
}

}  // namespace
}  // namespace crossover
