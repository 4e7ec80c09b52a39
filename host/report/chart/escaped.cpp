#include "host/report/chart/escaped.hpp"

namespace crossover {
namespace {

bool cannot_stand_in_xml(char c) { return (c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == 127; }

}  // namespace

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    if (c == '&')
      safe += "&amp;";
    else if (c == '<')
      safe += "&lt;";
    else if (c == '>')
      safe += "&gt;";
    else if (c == '"')
      safe += "&quot;";
    else if (c == '\'')
      safe += "&#39;";
    else if (cannot_stand_in_xml(c))
      safe += "\xEF\xBF\xBD";
    else
      safe += c;
  }
  return safe;
}

}  // namespace crossover
