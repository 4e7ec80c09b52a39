#pragma once

#include <stdexcept>
#include <string>

namespace crossover {

/// What the process tells its caller when it ends.
enum class ExitCode {
  done = 0,
  failed = 1,               ///< while running
  usage = 2,                ///< the command line is wrong
  verification_failed = 3,  ///< backends disagree, or the answer is too far from pi to be chance
  regression = 4,           ///< slower than a baseline, and nothing else is wrong
  unavailable = 5,          ///< the backend asked for cannot run here
  interrupted = 130,        ///< SIGINT
  terminated = 143,         ///< SIGTERM
  hung_up = 129,            ///< SIGHUP
  out_of_cpu_time = 152,    ///< SIGXCPU
};

/// One line for people: what, why, and what to do. Says with which code the process shall end.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, ExitCode code = ExitCode::failed)
      : std::runtime_error(message), code_(code) {}

  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

class UsageError : public Error {
 public:
  explicit UsageError(const std::string& message) : Error(message, ExitCode::usage) {}
};

/// The error number of a failed system call in words.
std::string system_message(int error_number);

}  // namespace crossover
