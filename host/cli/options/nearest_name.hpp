#pragma once

#include <span>
#include <string>
#include <string_view>

namespace crossover {

/// The name most like `text`; empty when none is like it at all.
std::string_view nearest_name(std::string_view text, std::span<const std::string_view> names);

/// "; did you mean threads?" or, when no name is like the text, "; there are serial, threads and openmp".
std::string suggestion(std::string_view text, std::span<const std::string_view> names);

}  // namespace crossover
