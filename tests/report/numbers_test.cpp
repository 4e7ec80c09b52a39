#include "host/report/numbers.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace crossover {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

TEST(RateText, HasThreeDigitsAndThePrefixOfItsSize) {
  EXPECT_EQ(format_rate(1.534e9), "1.53 Gsamples/s");
  EXPECT_EQ(format_rate(98.7e6), "98.7 Msamples/s");
  EXPECT_EQ(format_rate(7.61e11), "761 Gsamples/s");
  EXPECT_EQ(format_rate(2.5e12), "2.50 Tsamples/s");
  EXPECT_EQ(format_rate(1500), "1.50 ksamples/s");
}

TEST(RateText, ChangesThePrefixAtTheThousand) {
  EXPECT_EQ(format_rate(1000), "1.00 ksamples/s");
  EXPECT_EQ(format_rate(999), "999 samples/s");
  EXPECT_EQ(format_rate(1e6), "1.00 Msamples/s");
}

TEST(RateText, HasNoPrefixForSmallRates) {
  EXPECT_EQ(format_rate(0), "0 samples/s");
  EXPECT_EQ(format_rate(0.25), "0.250 samples/s");
  EXPECT_EQ(format_rate(12), "12.0 samples/s");
}

TEST(RateText, NeverNeedsAnExponent) {
  for (const double rate : {999.6, 999.9e3, 999.99e6, 999.999e9, 1.5e15})
    EXPECT_EQ(format_rate(rate).find("e+"), std::string::npos) << format_rate(rate);
}

TEST(RateText, MayCountAnything) {
  EXPECT_EQ(format_rate(1.534e9, "keys"), "1.53 Gkeys/s");
  EXPECT_EQ(format_rate(12, "keys"), "12.0 keys/s");
}

TEST(MegaText, HasThreeDigitsOrMore) {
  EXPECT_EQ(format_mega(28.34e6), "28.3");
  EXPECT_EQ(format_mega(1.5e3), "0.00150");
  EXPECT_EQ(format_mega(12345e6), "12345");
  EXPECT_EQ(format_mega(0), "0");
}

TEST(SizeText, IsWholeBelowTenThousand) {
  EXPECT_EQ(format_size(0), "0");
  EXPECT_EQ(format_size(4642), "4642");
  EXPECT_EQ(format_size(9999), "9999");
}

TEST(SizeText, HasThreeDigitsFromThereOn) {
  EXPECT_EQ(format_size(10'000), "1e4");
  EXPECT_EQ(format_size(21'544), "2.15e4");
  EXPECT_EQ(format_size(250'000), "2.5e5");
  EXPECT_EQ(format_size(1'000'000), "1e6");
  EXPECT_EQ(format_size(464'158'883), "4.64e8");
  EXPECT_EQ(format_size(10'000'000'000), "1e10");
  EXPECT_EQ(format_size(most), "1.84e19");
}

TEST(SizeText, CarriesIntoTheExponent) {
  EXPECT_EQ(format_size(99'999), "1e5");
  EXPECT_EQ(format_size(999'500), "1e6");
  EXPECT_EQ(format_size(999'999'999'999'999), "1e15");
}

TEST(ExactText, IsShortWhereThatIsExact) {
  EXPECT_EQ(format_exact(0), "0");
  EXPECT_EQ(format_exact(1000), "1000");
  EXPECT_EQ(format_exact(1'000'000'000), "1e9");
  EXPECT_EQ(format_exact(2'150'000), "2.15e6");
  EXPECT_EQ(format_exact(1'024), "2^10");
  EXPECT_EQ(format_exact(std::uint64_t{1} << 63), "2^63");
}

TEST(ExactText, HasAllDigitsElsewhere) {
  EXPECT_EQ(format_exact(1023), "1023");
  EXPECT_EQ(format_exact(21'544), "21544");
  EXPECT_EQ(format_exact(1'000'000'001), "1000000001");
  EXPECT_EQ(format_exact(most), "18446744073709551615");
}

TEST(RateUnit, IsTheLargestInWhichTheSmallestRateIsOneAtLeast) {
  EXPECT_EQ(rate_unit(1.534e9).prefix, "G");
  EXPECT_EQ(rate_unit(1e9).prefix, "G");
  EXPECT_EQ(rate_unit(0.999e9).prefix, "M");
  EXPECT_EQ(rate_unit(98.7e6).prefix, "M");
  EXPECT_EQ(rate_unit(2e12).prefix, "T");
  EXPECT_EQ(rate_unit(12).prefix, "");
}

TEST(RateUnit, HasThreeDigitsOrMore) {
  EXPECT_EQ(rate_unit(1e6).number(98.7e6), "98.7");
  EXPECT_EQ(rate_unit(1e9).number(1.534e9), "1.53");
  EXPECT_EQ(rate_unit(1e9).number(12345e9), "12345");
  EXPECT_EQ(rate_unit(1e6).number(0), "0");
}

TEST(Grouped, SeparatesThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1 000");
  EXPECT_EQ(grouped(785'379'393), "785 379 393");
  EXPECT_EQ(grouped(18'446'744'073'709'551'615U), "18 446 744 073 709 551 615");
}

TEST(DurationText, ChoosesTheUnitByTheSize) {
  EXPECT_EQ(format_duration(63e-6), "63.0 µs");
  EXPECT_EQ(format_duration(0.0142), "14.2 ms");
  EXPECT_EQ(format_duration(0.331), "331 ms");
  EXPECT_EQ(format_duration(1.6), "1.60 s");
  EXPECT_EQ(format_duration(12.34), "12.3 s");
}

TEST(DurationText, ChangesTheUnitAtTheThousand) {
  EXPECT_EQ(format_duration(0.001), "1.00 ms");
  EXPECT_EQ(format_duration(1), "1.00 s");
}

TEST(DurationText, IsZeroForNothing) { EXPECT_EQ(format_duration(0), "0 µs"); }

TEST(DurationText, HasWholeSecondsFromAHundredOn) {
  EXPECT_EQ(format_duration(99.97), "100.0 s");
  EXPECT_EQ(format_duration(123.4), "123 s");
}

TEST(DurationText, NeverNeedsAnExponent) {
  for (const double seconds : {0.9999e-3, 0.99999, 99.99, 1e6, 1e9})
    EXPECT_EQ(format_duration(seconds).find('e'), std::string::npos) << format_duration(seconds);
}

TEST(PiText, HasTwoDigitsOfErrorAndTheValueAsFarAsTheyReach) {
  EXPECT_EQ(format_pi(785'987, 1'000'000), "3.1439 ± 0.0016");
  EXPECT_EQ(format_pi(7'853'952'568, 10'000'000'000), "3.141581 ± 0.000016");
  EXPECT_EQ(format_pi(1, 2), "2.0 ± 1.4");
}

TEST(PiText, IsUndefinedForNoSamples) { EXPECT_EQ(format_pi(0, 0), "undefined"); }

TEST(PiText, HasNoErrorWhenAllSamplesHitOrNone) {
  EXPECT_EQ(format_pi(10, 10), "4 ± 0");
  EXPECT_EQ(format_pi(0, 10), "0 ± 0");
}

TEST(PiText, TakesAllSamplesThereAre) {
  EXPECT_EQ(format_pi(most / 4 * 3, most), "3.00000000000 ± 0.00000000040");
  EXPECT_EQ(format_pi(most, most), "4 ± 0");
}

TEST(FormatLongDuration, HasMinutesHoursDaysAndYears) {
  EXPECT_EQ(format_long_duration(0.5), "500 ms");
  EXPECT_EQ(format_long_duration(99), "99.0 s");
  EXPECT_EQ(format_long_duration(100), "1.67 min");
  EXPECT_EQ(format_long_duration(6000), "1.67 h");
  EXPECT_EQ(format_long_duration(48 * 3600), "2.00 days");
  EXPECT_EQ(format_long_duration(86'400.0 * 365.25 * 12), "12.0 years");
}

}  // namespace
}  // namespace crossover
