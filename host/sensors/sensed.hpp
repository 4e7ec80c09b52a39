#pragma once

#include <optional>
#include <string>

namespace crossover {

/// What a sensor tells, or why it tells nothing: "not permitted: ...".
template <class T>
struct Sensed {
  std::optional<T> value = {};
  std::string why_none = {};  ///< Empty where there is a value.
};

}  // namespace crossover
