#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "host/report/progress_bar.hpp"
#include "tests/support/held_clock.hpp"

namespace crossover {
namespace {

Progress samples(const char* what, std::uint64_t done, std::uint64_t total) {
  return {what, done, total, Progress::Pieces::samples};
}

std::string bar_of(const std::string& line) {
  const auto open = line.find('['), close = line.find(']');
  return line.substr(open + 1, close - open - 1);
}

TEST(ProgressLine, ShowsShareRateAndTimeLeft) {
  EXPECT_EQ(progress_line(samples("pi", 500'000'000, 1'000'000'000), 0.25),
            "pi [============            ]  50 %  2.00 Gsamples/s  250 ms left");
}

TEST(ProgressLine, OfPartsThatAreNotAlikeHasNoRate) {
  EXPECT_EQ(progress_line({"first runs", 500, 1000, Progress::Pieces::even}, 2),
            "first runs [============            ]  50 %  2.00 s left");
}

TEST(ProgressLine, OfUnevenPiecesTellsNoTime) {
  EXPECT_EQ(progress_line({"round 2", 1, 2}, 2), "round 2 [============            ]  50 %");
}

TEST(ProgressLine, HasNoRateBeforeAnythingIsDone) {
  EXPECT_EQ(progress_line(samples("round 2", 0, 1000), 1), "round 2 [                        ]   0 %");
  EXPECT_EQ(progress_line(samples("pi", 500, 1000), 0), "pi [============            ]  50 %");
}

TEST(ProgressLine, LeavesOutWhatDoesNotFitAndCutsNoFigure) {
  const Progress half = samples("pi", 500'000'000, 1'000'000'000);
  const std::string whole = "pi [============            ]  50 %  2.00 Gsamples/s  250 ms left";
  EXPECT_EQ(progress_line(half, 0.25, whole.size()), whole);
  EXPECT_EQ(progress_line(half, 0.25, whole.size() - 1), "pi [============            ]  50 %  250 ms left");
  EXPECT_EQ(progress_line(half, 0.25, 40), "pi [====    ]  50 %  250 ms left");
  EXPECT_EQ(progress_line(half, 0.25, 20), "pi [====    ]  50 %");
  EXPECT_EQ(progress_line(samples("plain loop", 1, 2), 1, 5), "plain");
}

TEST(ProgressLine, IsFullAtTheEnd) {
  EXPECT_EQ(progress_line(samples("pi", 1000, 1000), 1),
            "pi [========================] 100 %  1.00 ksamples/s  0 µs left");
}

TEST(ProgressLine, IsFullWhenThereIsNothingToDo) {
  EXPECT_EQ(progress_line(samples("pi", 0, 0), 1), "pi [========================] 100 %");
}

TEST(ProgressLine, KeepsTheWidthOfItsBar) {
  for (std::uint64_t done = 0; done <= 997; ++done)
    EXPECT_EQ(bar_of(progress_line(samples("pi", done, 997), 1)).size(), 24U);
}

TEST(ProgressLine, TakesAllSamplesThereAre) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(bar_of(progress_line(samples("pi", most, most), 1)), std::string(24, '='));
  EXPECT_TRUE(progress_line(samples("pi", most / 2, most), 1).starts_with("pi [============            ]  50 %"));
}

TEST(ProgressBar, DrawsNothingWhereStandardErrorIsNoTerminal) {
  testing::internal::CaptureStderr();
  {
    const HeldClock clock;
    ProgressBar bar(true);
    for (int i = 0; i < 10; ++i, HeldClock::advance(0.1))
      bar.show(samples("pi", 1, 2));  // a terminal gets a line by now
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace crossover
