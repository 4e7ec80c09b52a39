#pragma once

#include <poll.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <string>

#include "host/pi/processes/protocol.hpp"
#include "host/system/child_process.hpp"
#include "host/threads/trace.hpp"

namespace crossover {

/// Seconds without an answer, by time in which the parent was awake, after which a worker that owes one is given up.
struct Patience {
  double at_start = 10;  ///< For its first answer.
  double later = 10;
};

using OnAnswer = std::function<void(SampleRange asked, std::uint64_t hits)>;

/// One worker process as its parent sees it. Nothing here blocks but end(). What goes wrong makes it lost: end() tells
/// how.
class WorkerProcess {
 public:
  /// Throws Error: the system's reason alone.
  /// `trace`: where it is noted what the worker does, as far as its parent knows; may be null.
  WorkerProcess(const ChildCommand& command, Patience patience, WorkerTrace* trace = nullptr)
      : trace_(trace), since_(trace != nullptr ? Trace::now() : 0), child_(command), patience_(patience) {}

  pid_t id() const { return child_.id(); }
  double cpu_seconds() const { return child_.cpu_seconds(); }

  /// The ranges that it was asked for and has not answered.
  const std::deque<SampleRange>& owed() const { return owed_; }
  bool is_lost() const { return hung_up_ || !fault_.empty(); }

  void ask(Seed seed, SampleRange range);

  /// What to poll it for.
  pollfd to_poll() const;
  /// Takes what has come and sends what is left to send. Answers come in the order of the questions.
  void exchange(const OnAnswer& on_answer);
  /// The parent was awake for so long and has heard nothing from it; it is given up at the end of the patience, or of
  /// `max_patience` where that is less.
  void note_silence(double seconds, double max_patience);

  void close_input() { child_.close_input(); }
  void kill() { child_.kill(); }
  /// Kills it unless it ends by itself. The reason for which it was lost, if it was, and the CPU time it has used.
  ChildEnd end();

 private:
  void send();
  void receive(const OnAnswer& on_answer);
  /// False for what cannot be the answer to what it was asked.
  bool take_answer(const std::string& line, const OnAnswer& on_answer);

  /// What it has done since the last time.
  void note(Activity activity);

  WorkerTrace* trace_;
  std::int64_t since_;
  ChildProcess child_;
  Patience patience_;
  std::deque<SampleRange> owed_;
  std::string unsent_;
  LineBuffer received_;
  double silent_seconds_ = 0;  ///< Since it owes its next answer.
  bool has_answered_ = false;
  bool hung_up_ = false;  ///< It has closed a pipe, as the end of a process does.
  std::string fault_;     ///< What it does wrong, else.
};

}  // namespace crossover
