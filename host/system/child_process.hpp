#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "host/system/file_descriptor.hpp"

namespace crossover {

/// What a child is started as.
struct ChildCommand {
  std::string program;                        ///< A path.
  std::vector<std::string> arguments;         ///< From argv[0] on.
  std::vector<std::string> environment = {};  ///< "NAME=value", beside those of this process.
};

/// The path of the program that this process is, also when its file was replaced or moved since.
inline const char* const this_program = "/proc/self/exe";

/// In a child that was started by that path: what ps and top call it from now on, in place of "exe".
void name_like_the_program();

struct ChildEnd {
  std::string how;     ///< "was killed by signal 9", "exited with 3".
  double cpu_seconds;  ///< That it had used.
  bool was_killed;     ///< By a signal: by no doing of its own, unless it crashed.
};

/// Another process. Its standard input and output are pipes to this one, its standard error is that of this one.
/// SIGHUP, SIGINT and SIGTERM are blocked in it, so that Ctrl-C at a terminal stops the parent in its orderly way and
/// not the child first; who ends, closes its input. It is started without fork, so that threads and devices do not
/// matter. From the first child on, this process ignores SIGPIPE: to write to a child that is gone is an error of the
/// write. It ignores SIGCHLD no more, and must not wait for the child elsewhere.
class ChildProcess {
 public:
  /// Throws Error: the system's reason alone.
  explicit ChildProcess(const ChildCommand& command);
  ~ChildProcess();  ///< As end() does.
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t id() const { return id_; }
  /// The end of its standard input to write to, and of its standard output to read from. Neither ever blocks.
  int input() const { return input_.number(); }
  int output() const { return output_.number(); }
  /// The CPU time that it has used so far, in seconds.
  double cpu_seconds() const;

  /// Tells a child that reads its input that it is to end.
  void close_input() { input_.close(); }
  /// Has it end at once.
  void kill();

  /// Closes its input, waits for its end, and kills it where that takes longer than `patience`; longer than a moment
  /// only for a child that has work to do until then.
  ChildEnd end(std::chrono::milliseconds patience = moment);
  /// A child that is asked to end and has nothing to do takes less than 1 ms, with sanitizers some more.
  static constexpr std::chrono::milliseconds moment{200};

 private:
  bool is_reaped(int options);
  /// Whether it ends by itself within that time.
  bool ends_within(std::chrono::milliseconds patience);

  FileDescriptor input_, output_;
  pid_t id_ = -1;
  std::optional<ChildEnd> end_;
};

/// The CPU time that all children of this process have used so far, in seconds, those that are gone among them.
double cpu_seconds_of_children();

}  // namespace crossover
