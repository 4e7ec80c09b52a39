#pragma once

#include <sys/types.h>

#include <chrono>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/patience.hpp"

/// Runs programs as a shell does, and tells all that can be seen from outside.
namespace crossover {

using Arguments = std::vector<std::string>;

/// How a process ended, and what it said until then.
struct Outcome {
  int exit_code = -1;  ///< -1 when a signal ended it.
  int signal = 0;      ///< The one that ended it, else 0.
  std::string out, err;
  long peak_kib = 0;   ///< Most resident memory, in KiB.
  double seconds = 0;  ///< From start to end.
};

/// For the message of a failed test.
std::ostream& operator<<(std::ostream& stream, const Outcome& outcome);

/// Where the standard streams of a process lead.
struct Streams {
  enum class Out { captured, broken_pipe } out = Out::captured;
  enum class Err { captured, terminal } err = Err::captured;
};

/// Columns of a Streams::Err::terminal.
inline constexpr unsigned short terminal_columns = 80;

/// A program that runs. Its environment is that of the tests without OpenMP's variables, with a usual
/// terminal's name, and with CROSSOVER_ASSUME_QUIET=1.
class Process {
 public:
  /// `command` begins with the program: a path, or a name to be found in PATH, which the built program leads.
  explicit Process(const Arguments& command, Streams streams = {});
  ~Process();  ///< Kills what still runs.
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t id() const { return pid_; }
  void send(int signal) const;
  /// To the process and those that it has started, as a terminal does for Ctrl-C.
  void send_to_group(int signal) const;

  /// Returns when the process has a handler for the signal: from then on its own rules hold.
  void wait_until_it_catches(int signal);
  /// Returns when standard error holds the parts, one after the other, or false when the process ends before.
  bool wait_until_err_has(const std::vector<std::string>& parts);
  /// Waits for the end. A process that outlives all patience is killed, and the test fails.
  Outcome wait();

 private:
  bool patience_is_left() const;
  /// Takes what there is to read within a moment; false when both streams have ended.
  bool read_some();

  pid_t pid_ = -1;
  int out_ = -1, err_ = -1;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  Outcome outcome_;
};

/// `crossover ARGUMENTS`
Outcome run(const Arguments& arguments, Streams streams = {});

/// A line for /bin/sh, in which `crossover` is the built program.
Outcome run_in_shell(const std::string& line);

/// Whether a line for /bin/sh ends with exit code 0: for what a machine may lack.
bool works_here(const std::string& line);

std::vector<std::string> lines_of(std::string_view text);

}  // namespace crossover
