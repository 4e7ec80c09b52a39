#include "host/cli/options/duration.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

double seconds_of(const std::string& text) { return parse_duration("--time-limit", text); }

TEST(Duration, IsInSeconds) {
  EXPECT_EQ(seconds_of("0"), 0);
  EXPECT_EQ(seconds_of("60"), 60);
  EXPECT_EQ(seconds_of("0.5"), 0.5);
  EXPECT_EQ(seconds_of("1e3"), 1000);
  EXPECT_EQ(seconds_of("1e+3"), 1000);
}

TEST(Duration, MayBeAnyQuantity) {
  EXPECT_EQ(seconds_of("2^5"), 32);
  EXPECT_EQ(seconds_of("10k"), 10'000);
  EXPECT_EQ(seconds_of("1_000"), 1000);
}

TEST(Duration, MayHaveAUnit) {
  EXPECT_EQ(seconds_of("60s"), 60);
  EXPECT_EQ(seconds_of("0.5s"), 0.5);
  EXPECT_EQ(seconds_of("500ms"), 0.5);
  EXPECT_EQ(seconds_of("2min"), 120);
  EXPECT_EQ(seconds_of("2m"), 120);
  EXPECT_EQ(seconds_of("1.5h"), 5400);
}

TEST(Duration, IsRefusedInOtherForms) {
  for (const char* text : {"",   "-1",  "-1s",   "+5",  "s",  "min",  "soon", "nan",  "inf",  "infs", ".5",
                           "5.", "5.s", "1e400", "5 s", "5d", "0x10", "1e",   "2^5s", "1..5", "5\n"}) {
    const auto error = error_of([&] { seconds_of(text); });
    ASSERT_TRUE(error) << "for '" << text << "', taken for " << seconds_of(text);
    EXPECT_EQ(error->code(), ExitCode::usage);
    EXPECT_TRUE(std::string(error->what()).starts_with("--time-limit '")) << error->what();
  }
}

TEST(Duration, RefusalNamesWhatToWrite) {
  EXPECT_EQ(message_of([] { seconds_of("soons"); }), "--time-limit 'soons' is not a time; write 60, 0.5, 90s or 2min");
  EXPECT_EQ(message_of([] { seconds_of("-1"); }), "--time-limit '-1' is negative; write 60, 0.5, 90s or 2min");
}

}  // namespace
}  // namespace crossover
