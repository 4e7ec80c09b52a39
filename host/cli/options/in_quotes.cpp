#include "host/cli/options/in_quotes.hpp"

#include <algorithm>

namespace crossover {
namespace {

/// Where the last character of UTF-8 begins, which a cut may have halved.
std::size_t end_of_whole_characters(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && (static_cast<unsigned char>(text[end - 1]) & 0xC0) == 0x80) --end;
  const bool halved = end > 0 && static_cast<unsigned char>(text[end - 1]) >= 0xC0;
  return halved ? end - 1 : text.size();
}

}  // namespace

std::string in_quotes(std::string_view text) {
  constexpr std::size_t max_characters = 40;
  const bool cut = text.size() > max_characters;
  std::string shown(text.substr(0, max_characters));
  if (cut) shown.erase(end_of_whole_characters(shown));
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return (c >= 0 && c < ' ') || c == 127; }, '?');
  return "'" + shown + (cut ? "..." : "") + "'";
}

std::string for_a_shell(std::string_view text) {
  constexpr std::size_t max_characters = 40;
  const auto is_plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-_=.,^/+:@%").find(c) != std::string_view::npos;
  };
  const bool plain = !text.empty() && text.size() <= max_characters && std::ranges::all_of(text, is_plain);
  return plain ? std::string(text) : in_quotes(text);
}

}  // namespace crossover
