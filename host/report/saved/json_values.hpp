#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/measure/statistics.hpp"
#include "host/report/json.hpp"

/// What stands in a document that any file may hold: of another type than it should be is the same as not there.
namespace crossover {

/// What a pointer like "/machine/cpu" leads to (RFC 6901); null where that is nothing. A part of the document.
const Json& value_at(const Json& document, const char* pointer);

/// A text; "-" where there is none.
std::string text_at(const Json& document, const std::string& pointer);

/// A number that is finite.
std::optional<double> number_at(const Json& document, const std::string& pointer);

/// A number without its fraction; the nearest that 64 bits hold for one that is negative or larger.
std::uint64_t whole_number(double number);

/// Two numbers, [low, high].
std::optional<Interval> interval_at(const Json& document, const std::string& pointer);

/// A list of numbers, such as the raw rounds of a summary; empty where one is none.
std::vector<double> numbers_at(const Json& document, const std::string& pointer);

/// A list, a part of the document; an empty one where there is none.
const Json& list_at(const Json& document, const char* pointer);

/// Those of a list that are texts.
std::vector<std::string> texts_at(const Json& document, const std::string& pointer);

}  // namespace crossover
