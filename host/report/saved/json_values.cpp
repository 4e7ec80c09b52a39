#include "host/report/saved/json_values.hpp"

#include <cmath>
#include <limits>

#include "host/report/page/table.hpp"

namespace crossover {

const Json& value_at(const Json& document, const char* pointer) {
  static const Json none = nullptr;
  const Json::json_pointer where(pointer);
  return document.contains(where) ? document.at(where) : none;
}

std::string text_at(const Json& document, const std::string& pointer) {
  const Json& value = value_at(document, pointer.c_str());
  return value.is_string() ? value.get<std::string>() : absent;
}

std::optional<double> number_at(const Json& document, const std::string& pointer) {
  const Json& value = value_at(document, pointer.c_str());
  if (!value.is_number() || !std::isfinite(value.get<double>())) return std::nullopt;
  return value.get<double>();
}

std::uint64_t whole_number(double number) {
  constexpr double too_large = 18446744073709551616.0;  // 2^64
  if (!(number > 0)) return 0;
  return number < too_large ? static_cast<std::uint64_t>(number) : std::numeric_limits<std::uint64_t>::max();
}

std::optional<Interval> interval_at(const Json& document, const std::string& pointer) {
  const auto low = number_at(document, pointer + "/0"), high = number_at(document, pointer + "/1");
  return low && high ? std::optional(Interval{*low, *high}) : std::nullopt;
}

std::vector<double> numbers_at(const Json& document, const std::string& pointer) {
  std::vector<double> numbers;
  for (const Json& value : list_at(document, pointer.c_str())) {
    if (!value.is_number() || !std::isfinite(value.get<double>())) return {};
    numbers.push_back(value.get<double>());
  }
  return numbers;
}

const Json& list_at(const Json& document, const char* pointer) {
  static const Json none = Json::array();
  const Json& value = value_at(document, pointer);
  return value.is_array() ? value : none;
}

std::vector<std::string> texts_at(const Json& document, const std::string& pointer) {
  std::vector<std::string> texts;
  for (const Json& value : list_at(document, pointer.c_str()))
    if (value.is_string()) texts.push_back(value.get<std::string>());
  return texts;
}

}  // namespace crossover
