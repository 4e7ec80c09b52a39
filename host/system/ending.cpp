#include "host/system/ending.hpp"

#include <csignal>

namespace crossover {

ExitCode Ending::exit_code() const {
  if (wrong) return ExitCode::verification_failed;
  return failure ? failure->code() : exit_code_of_signal(signal);
}

ExitCode exit_code_of_signal(int signal) {
  switch (signal) {
    case 0:
      return ExitCode::done;
    case SIGHUP:
      return ExitCode::hung_up;
    case SIGTERM:
      return ExitCode::terminated;
    case SIGXCPU:
      return ExitCode::out_of_cpu_time;
    default:
      return ExitCode::interrupted;
  }
}

}  // namespace crossover
