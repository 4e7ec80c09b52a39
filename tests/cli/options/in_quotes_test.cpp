#include "host/cli/options/in_quotes.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace crossover {
namespace {

TEST(InQuotes, ShowsWhatWasTyped) {
  EXPECT_EQ(in_quotes("1e10"), "'1e10'");
  EXPECT_EQ(in_quotes(""), "''");
  EXPECT_EQ(in_quotes("größe 結果"), "'größe 結果'");
}

TEST(InQuotes, ReplacesControlCharacters) {
  EXPECT_EQ(in_quotes("a\nb\tc\rd\033[1me\177f"), "'a?b?c?d?[1me?f'");
  EXPECT_EQ(in_quotes(std::string_view("a\0b", 3)), "'a?b'");
}

TEST(InQuotes, CutsWhatIsLong) {
  EXPECT_EQ(in_quotes(std::string(40, 'x')), fmt::format("'{}'", std::string(40, 'x')));
  EXPECT_EQ(in_quotes(std::string(41, 'x')), fmt::format("'{}...'", std::string(40, 'x')));
  EXPECT_EQ(in_quotes(std::string(1'000'000, 'x')).size(), 45U);
}

TEST(InQuotes, CutsNoLetterInTwo) {
  const std::string letters(39, 'x'), shown = in_quotes(letters + "é and more");
  EXPECT_TRUE(shown == fmt::format("'{}...'", letters) || shown == fmt::format("'{}é...'", letters)) << shown;
}

}  // namespace
}  // namespace crossover
