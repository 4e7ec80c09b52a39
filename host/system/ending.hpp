#pragma once

#include <optional>

#include "host/system/error.hpp"

namespace crossover {

/// How a piece of work came to its end, whatever it was.
struct Ending {
  bool wrong = false;                 ///< Something that was counted or sorted is not what it must be.
  std::optional<Error> failure = {};  ///< What kept all or a part of the work from being done.
  int signal = 0;                     ///< The one that stopped it; 0 when none did.

  /// With which code the process shall end: a wrong result outweighs a failure, and that a signal.
  ExitCode exit_code() const;
};

/// With which code the process shall end that a signal has stopped; done for 0.
ExitCode exit_code_of_signal(int signal);

}  // namespace crossover
