#pragma once

#include <functional>
#include <optional>
#include <string>

#include "host/system/error.hpp"

namespace crossover {

/// The Error that a call throws; none when it throws nothing.
inline std::optional<Error> error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& e) {
    return e;
  }
  return std::nullopt;
}

/// What the Error of a call says; "no error" when it throws none.
inline std::string message_of(const std::function<void()>& call) {
  const auto error = error_of(call);
  return error ? error->what() : "no error";
}

}  // namespace crossover
