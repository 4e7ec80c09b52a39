#include "host/cli/options/quantity.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

std::uint64_t parsed(std::string_view text) { return parse_quantity("--samples", text); }

std::string refusal_of(std::string_view text) {
  return message_of([&] { parsed(text); });
}

void expect_values(const std::map<std::string, std::uint64_t>& values) {
  for (const auto& [text, value] : values) EXPECT_EQ(parsed(text), value) << "for '" << text << "'";
}

void expect_refused(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const auto error = error_of([&] { parsed(text); });
    ASSERT_TRUE(error) << "for '" << text << "', taken for " << parsed(text);
    EXPECT_EQ(error->code(), ExitCode::usage) << "for '" << text << "'";
  }
}

TEST(Quantity, IsAWholeNumber) { expect_values({{"0", 0}, {"7", 7}, {"1000", 1000}, {"18446744073709551615", most}}); }

TEST(Quantity, IsDecimalWhateverItsLeadingZeros) {
  expect_values({{"007", 7}, {"010", 10}, {"00", 0}, {"0000000000000000000000000000001", 1}});
}

TEST(Quantity, MayHaveUnderscoresBetweenDigits) {
  expect_values({{"10_000_000", 10'000'000}, {"1_0", 10}, {"1_0e1_0", 100'000'000'000}, {"2_0^2", 400}});
}

TEST(Quantity, MayHaveAnExponentOfTen) {
  expect_values({{"1e10", 10'000'000'000},
                 {"1E3", 1000},
                 {"1e0", 1},
                 {"0e0", 0},
                 {"1e+10", 10'000'000'000},
                 {"1.5E+03", 1500},
                 {"12e02", 1200},
                 {"1e19", 10'000'000'000'000'000'000U},
                 {"18446744073709551615e0", most}});
}

TEST(Quantity, MayBeAPower) {
  expect_values({{"2^33", std::uint64_t{1} << 33},
                 {"2^63", std::uint64_t{1} << 63},
                 {"2^0", 1},
                 {"0^3", 0},
                 {"1^64", 1},
                 {"10^19", 10'000'000'000'000'000'000U},
                 {"3^40", 12'157'665'459'056'928'801U}});
}

TEST(Quantity, MayHaveASuffix) {
  expect_values({{"10k", 10'000},
                 {"10K", 10'000},
                 {"1.5K", 1500},
                 {"10M", 10'000'000},
                 {"10G", 10'000'000'000},
                 {"10T", 10'000'000'000'000},
                 {"0G", 0}});
}

TEST(Quantity, MayHaveAFractionThatTheExponentUsesUp) {
  expect_values({{"1.5e9", 1'500'000'000},
                 {"1.5G", 1'500'000'000},
                 {"0.5k", 500},
                 {"1.25e2", 125},
                 {"1.500e1", 15},
                 {"1.8446744073709551615e19", most},
                 {"0.000000000000000001e18", 1}});
}

TEST(Quantity, IsNeverRounded) {
  expect_values({{"9007199254740993", 9'007'199'254'740'993},  // 2^53 + 1 is no double
                 {"9.007199254740993e15", 9'007'199'254'740'993},
                 {"9007199254740.993k", 9'007'199'254'740'993}});
}

TEST(Quantity, HasNoSignSpaceOrHexadecimal) {
  expect_refused({"-1", "-0", "+5", "", " ", " 7", "7 ", "7\n", "\t7", "1 000", "0x10", "0b1", "1'000", "1,000"});
}

TEST(Quantity, HasNothingBehindIt) {
  expect_refused({"5x", "1GG", "1kM", "5g", "5m", "5Ki", "5Gi", "5%", "1e5G", "2^3k", "2^3e1"});
}

TEST(Quantity, IsNoWord) {
  expect_refused({"nan", "inf", "infinity", "many", "G", "k", "e", "^", ".", "_", "-", "--"});
}

TEST(Quantity, IsNoFractionInTheEnd) {
  expect_refused({"1.5", "1.5e0", "0.1", "1.23e1", "1.0001k", "1e10.5", "2.5^2", "2^0.5"});
}

TEST(Quantity, IsNotMoreThan64BitsHold) {
  expect_refused({"18446744073709551616", "2^64", "2^65", "1e20", "1e400", "1e18446744073709551616", "20e18",
                  "18446744.1T", "99999999999999999999", "100000000T", "10^20", "3^41", "18446744073709551615k"});
}

TEST(Quantity, HasDigitsAroundEachUnderscore) {
  expect_refused({"1__0", "_1", "1_", "1_e3", "1e_3", "1_G", "1_.5k", "1._5k"});
}

TEST(Quantity, HasAllItsParts) {
  expect_refused({"1.", ".5", "1.e3", ".5e3", "e5", "1e", "^3", "2^", "1e-3", "1e+", "1e++3", "1e+-3", "1.5.5e9",
                  "1e2e3", "2^3^4", "2^-1"});
}

TEST(Quantity, HasOrdinaryDigitsOnly) {
  expect_refused(
      {std::string("1\0", 2), std::string("\0001", 2), std::string("1\0002", 3), "１０", "٣", "1é", "∞", "\xff"});
}

TEST(Quantity, IsRefusedQuicklyAndBrieflyHoweverLong) {
  const std::string refusal = refusal_of(std::string(1'000'000, '9'));
  EXPECT_LT(refusal.size(), 150U);
  EXPECT_TRUE(refusal.starts_with("--samples '9999")) << refusal;
  for (const char* text : {"1e", "2^", "1."}) EXPECT_LT(refusal_of(text + std::string(1'000'000, '9')).size(), 150U);
}

TEST(QuantityRefusal, NamesOptionTextReasonAndAnExample) {
  EXPECT_EQ(refusal_of("12x"), "--samples '12x' is not a number of the forms known here; write 1e10, 2^33 or 10G");
  EXPECT_EQ(refusal_of("1e400"), "--samples '1e400' is more than 18446744073709551615; write 1e10, 2^33 or 10G");
  EXPECT_EQ(refusal_of("-1"), "--samples '-1' is negative; write 1e10, 2^33 or 10G");
  EXPECT_EQ(refusal_of("1.5"), "--samples '1.5' is not a whole number; write 1e10, 2^33 or 10G");
  EXPECT_EQ(refusal_of(""), "--samples '' is not a number of the forms known here; write 1e10, 2^33 or 10G");
}

TEST(QuantityRefusal, NamesTheOptionItWasGivenTo) {
  EXPECT_TRUE(message_of([] { parse_quantity("--seed", "x"); }).starts_with("--seed 'x' "));
}

TEST(QuantityRefusal, IsOneLineWithoutControlCharacters) {
  const std::string refusal = refusal_of(std::string("1\n\r\t\0\033[31m", 10));
  for (const char c : refusal) EXPECT_GE(c, ' ');
  EXPECT_NE(refusal, "no error");
}

// Zero times whatever power is zero, and one to whatever power is one: no size could be refused.
TEST(QuantityRefusal, NeverCallsZeroOrOneTooLarge) {
  for (const char* text : {"0e65", "0e400", "1^65", "0^100"})
    EXPECT_EQ(refusal_of(text).find("more than"), std::string::npos) << refusal_of(text);
}

}  // namespace
}  // namespace crossover
