#include "host/cli/options/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <system_error>

#include "host/cli/options/in_quotes.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

/// Why a text is no quantity, in words that follow it: "is not a whole number".
struct Refusal {
  std::string why;
};

[[noreturn]] void refuse_form() { throw Refusal{"is not a number of the forms known here"}; }
[[noreturn]] void refuse_size() { throw Refusal{fmt::format("is more than {}", most)}; }

std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  if (b != 0 && a > most / b) refuse_size();
  return a * b;
}

std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
  if (a > most - b) refuse_size();
  return a + b;
}

std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
  std::uint64_t result = 1;
  if (base <= 1) return exponent == 0 ? 1 : base;
  for (; exponent > 0; --exponent) result = times(result, base);
  return result;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits of "10_000": each underscore stands between two digits.
std::string digits_of(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool separator =
        text[i] == '_' && i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
    if (!separator && !is_digit(text[i])) refuse_form();
    if (!separator) digits += text[i];
  }
  if (digits.empty()) refuse_form();
  return digits;
}

std::uint64_t value_of(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char digit : digits) value = plus(times(value, 10), static_cast<std::uint64_t>(digit - '0'));
  return value;
}

std::uint64_t whole(std::string_view text) { return value_of(digits_of(text)); }

/// "1.5" times 10^exponent; the fraction's digits must all be used up.
std::uint64_t decimal(std::string_view text, std::uint64_t exponent) {
  const auto point = text.find('.');
  if (point == std::string_view::npos) {
    const std::uint64_t value = whole(text);
    return value == 0 ? 0 : times(value, power(10, exponent));
  }
  std::string fraction = digits_of(text.substr(point + 1));
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (fraction.size() > exponent) throw Refusal{"is not a whole number"};
  return value_of(digits_of(text.substr(0, point)) + fraction + std::string(exponent - fraction.size(), '0'));
}

/// An exponent of more than three digits is as good as 999: only 0 and 1 survive either.
std::uint64_t exponent_of(std::string_view text) {
  std::string digits = digits_of(text);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return digits.size() > 3 ? 999 : value_of(digits);
}

/// "+10", as programs print exponents.
std::string_view without_plus(std::string_view exponent) {
  return exponent.starts_with('+') ? exponent.substr(1) : exponent;
}

std::optional<std::uint64_t> exponent_of_suffix(char suffix) {
  constexpr std::string_view suffixes = "kMGT";
  const auto i = suffixes.find(suffix == 'K' ? 'k' : suffix);
  return i == std::string_view::npos ? std::nullopt : std::optional<std::uint64_t>(3 * (i + 1));
}

std::uint64_t parse(std::string_view text) {
  if (text.empty()) refuse_form();
  if (text.front() == '-') throw Refusal{"is negative"};
  if (const auto caret = text.find('^'); caret != std::string_view::npos)
    return power(whole(text.substr(0, caret)), exponent_of(text.substr(caret + 1)));
  if (const auto e = text.find_first_of("eE"); e != std::string_view::npos)
    return decimal(text.substr(0, e), exponent_of(without_plus(text.substr(e + 1))));
  if (const auto exponent = exponent_of_suffix(text.back())) return decimal(text.substr(0, text.size() - 1), *exponent);
  return decimal(text, 0);
}

}  // namespace

std::uint64_t parse_quantity(std::string_view option, std::string_view text, std::string_view example) {
  try {
    return parse(text);
  } catch (const Refusal& refusal) {
    throw UsageError(fmt::format("{} {} {}; write {}", option, in_quotes(text), refusal.why, example));
  }
}

std::optional<double> parse_decimal(std::string_view text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool all = error == std::errc() && end == text.data() + text.size();
  return all && text.back() != '.' ? std::optional(value) : std::nullopt;
}

}  // namespace crossover
