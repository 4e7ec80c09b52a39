#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "host/report/progress_bar.hpp"

namespace crossover {
namespace {

std::string bar_of(const std::string& line) {
  const auto open = line.find('['), close = line.find(']');
  return line.substr(open + 1, close - open - 1);
}

TEST(ProgressLine, ShowsShareRateAndTimeLeft) {
  EXPECT_EQ(progress_line("pi", 500'000'000, 1'000'000'000, 0.25),
            "pi [============            ]  50 %  2.00 Gsamples/s  250 ms left");
}

TEST(ProgressLine, OfPartsThatAreNotAlikeHasNoRate) {
  EXPECT_EQ(progress_line("first runs", 500, 1000, 2, false),
            "first runs [============            ]  50 %  2.00 s left");
}

TEST(ProgressLine, HasNoRateBeforeAnythingIsDone) {
  EXPECT_EQ(progress_line("round 2", 0, 1000, 1), "round 2 [                        ]   0 %");
  EXPECT_EQ(progress_line("pi", 500, 1000, 0), "pi [============            ]  50 %");
}

TEST(ProgressLine, IsFullAtTheEnd) {
  EXPECT_EQ(progress_line("pi", 1000, 1000, 1), "pi [========================] 100 %  1.00 ksamples/s  0 us left");
}

TEST(ProgressLine, IsFullWhenThereIsNothingToDo) {
  EXPECT_EQ(progress_line("pi", 0, 0, 1), "pi [========================] 100 %");
}

TEST(ProgressLine, KeepsTheWidthOfItsBar) {
  for (std::uint64_t done = 0; done <= 997; ++done) EXPECT_EQ(bar_of(progress_line("pi", done, 997, 1)).size(), 24U);
}

TEST(ProgressLine, TakesAllSamplesThereAre) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(bar_of(progress_line("pi", most, most, 1)), std::string(24, '='));
  EXPECT_TRUE(progress_line("pi", most / 2, most, 1).starts_with("pi [============            ]  50 %"));
}

TEST(ProgressBar, DrawsNothingWhereStandardErrorIsNoTerminal) {
  testing::internal::CaptureStderr();
  {
    ProgressBar bar(true);
    const Stopwatch watch;
    while (watch.seconds() < 0.7) bar.show("pi", 1, 2);  // a terminal would get a line after half a second
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace crossover
