#include "host/pi/processes/protocol.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>

namespace crossover {
namespace {

constexpr std::uint64_t most = ~std::uint64_t{0};

TEST(Protocol, ReadsWhatItWrites) {
  for (const HitsRequest& request : {HitsRequest{Seed{42}, {0, 1'000'000}}, HitsRequest{Seed{most}, {most, most}}}) {
    std::string line = line_of(request);
    ASSERT_EQ(line.back(), '\n');
    line.pop_back();
    const auto read = request_in(line);
    ASSERT_TRUE(read) << line;
    EXPECT_EQ(read->seed, request.seed);
    EXPECT_EQ(read->range, request.range);
  }
  EXPECT_EQ(line_of(most), "18446744073709551615\n");
  EXPECT_EQ(hits_in("18446744073709551615"), most);
}

TEST(Protocol, LetsPeopleTypeBlanks) {
  const auto request = request_in("  42\t0   7 \r");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->range, (SampleRange{0, 7}));
}

TEST(Protocol, RefusesWhatIsNoRequest) {
  for (const char* line : {"", " ", "42", "42 0", "42 0 7 7", "42 7 0", "42 0 -7", "42 0 +7", "42 0 7x", "42 0 1e3",
                           "42 0 18446744073709551616", "a b c", "42,0,7", "0x2 0 7"})
    EXPECT_FALSE(request_in(line)) << line;
}

TEST(Protocol, RefusesWhatIsNoNumberOfHits) {
  for (const char* line : {"", "-1", "1 1", "one", "1.5", "18446744073709551616"}) EXPECT_FALSE(hits_in(line)) << line;
}

TEST(LineBuffer, MakesLinesOfPieces) {
  LineBuffer buffer;
  buffer.add("on");
  EXPECT_EQ(buffer.next(), std::nullopt);
  buffer.add("e\ntwo\n\nthr");
  EXPECT_EQ(buffer.next(), "one");
  EXPECT_EQ(buffer.next(), "two");
  EXPECT_EQ(buffer.next(), "");
  EXPECT_EQ(buffer.next(), std::nullopt);
  EXPECT_EQ(buffer.rest(), "thr");
}

TEST(LineBuffer, KeepsNoEndlessLine) {
  LineBuffer buffer;
  buffer.add(std::string(1000, 'x'));
  EXPECT_EQ(buffer.next(), std::string(1000, 'x'));
  EXPECT_EQ(buffer.rest(), "");
}

}  // namespace
}  // namespace crossover
