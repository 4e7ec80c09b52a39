#include "host/pi/processes/protocol.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace crossover {
namespace {

constexpr std::string_view blanks = " \t\r";
constexpr std::size_t max_line = 200;

/// Takes the next number off the line; none when something else stands there.
std::optional<std::uint64_t> take_number(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
  const std::string_view word = line.substr(0, line.find_first_of(blanks));
  line.remove_prefix(word.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(word.begin(), word.end(), number);
  return error == std::errc() && end == word.end() ? std::optional(number) : std::nullopt;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(blanks) == std::string_view::npos; }

}  // namespace

std::string line_of(const HitsRequest& request) {
  return fmt::format("{} {} {}\n", static_cast<std::uint64_t>(request.seed), request.range.first, request.range.last);
}

std::string line_of(std::uint64_t hits) { return fmt::format("{}\n", hits); }

std::optional<HitsRequest> request_in(std::string_view line) {
  const auto seed = take_number(line), first = take_number(line), last = take_number(line);
  if (!seed || !first || !last || !is_blank(line) || *first > *last) return std::nullopt;
  return HitsRequest{Seed{*seed}, {*first, *last}};
}

std::optional<std::uint64_t> hits_in(std::string_view line) {
  const auto hits = take_number(line);
  return is_blank(line) ? hits : std::nullopt;
}

std::optional<std::string> LineBuffer::next() {
  const std::size_t end = text_.find('\n');
  if (end == std::string::npos && text_.size() <= max_line) return std::nullopt;
  std::string line = text_.substr(0, end);
  text_.erase(0, end == std::string::npos ? end : end + 1);
  return line;
}

}  // namespace crossover
