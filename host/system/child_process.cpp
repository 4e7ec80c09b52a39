#include "host/system/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "host/machine/cpu_time.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// A child that is asked to end and has nothing to do takes less than 1 ms, with sanitizers some more.

void check(int error_number) {
  if (error_number != 0) throw Error(system_message(error_number));
}

struct Pipe {
  FileDescriptor read_end, write_end;
};

/// No other child inherits its ends, however many threads start some.
Pipe open_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) check(errno);
  return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

void never_block(const FileDescriptor& fd) {
  if (fcntl(fd.number(), F_SETFL, O_NONBLOCK) != 0) check(errno);
}

/// Also where this process was started with SIGCHLD ignored: then a child would be gone as soon as it ends, its id free
/// for another, and nobody told how.
void handle_signals_of_children() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGCHLD, SIG_DFL);
}

/// What the child is given as its standard streams.
class SpawnActions {
 public:
  SpawnActions(int in, int out) {
    check(posix_spawn_file_actions_init(&actions_));
    posix_spawn_file_actions_adddup2(&actions_, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO);
  }
  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// This thread's signal mask, and the signals that ask to stop.
class SpawnAttributes {
 public:
  SpawnAttributes() {
    check(posix_spawnattr_init(&attributes_));
    sigset_t blocked;
    pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
    for (const int signal_number : {SIGHUP, SIGINT, SIGTERM}) sigaddset(&blocked, signal_number);
    posix_spawnattr_setsigmask(&attributes_, &blocked);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
  }
  ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// As the system's calls take them: valid as long as the strings are.
std::vector<char*> pointers_to(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (std::string& text : strings) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment_with(const std::vector<std::string>& more) {
  std::vector<std::string> all = more;  // the first of a name is the one that counts
  for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);
  return all;
}

pid_t spawn(const ChildCommand& command, int in, int out) {
  const SpawnActions actions(in, out);
  const SpawnAttributes attributes;
  std::vector<std::string> arguments = command.arguments, environment = environment_with(command.environment);
  pid_t id = -1;
  check(posix_spawn(&id, command.program.c_str(), actions.get(), attributes.get(), pointers_to(arguments).data(),
                    pointers_to(environment).data()));
  return id;
}

/// Those that nobody has waited for yet.
struct LivingChildren {
  std::mutex mutex;
  std::set<pid_t> ids;

  void add(pid_t id) {
    const std::lock_guard lock(mutex);
    ids.insert(id);
  }
};

LivingChildren& living_children() {
  static LivingChildren children;
  return children;
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

ChildEnd end_of(int status, const rusage& usage) {
  return {.how = WIFSIGNALED(status) ? fmt::format("was killed by signal {}", WTERMSIG(status))
                                     : fmt::format("exited with {}", WEXITSTATUS(status)),
          .cpu_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
          .was_killed = WIFSIGNALED(status)};
}

}  // namespace

double cpu_seconds_of_children() {
  rusage gone{};
  getrusage(RUSAGE_CHILDREN, &gone);
  const std::lock_guard lock(living_children().mutex);
  double sum = seconds_of(gone.ru_utime) + seconds_of(gone.ru_stime);
  for (const pid_t id : living_children().ids) sum += cpu_seconds_of(id);
  return sum;
}

void name_like_the_program() { prctl(PR_SET_NAME, "crossover"); }

ChildProcess::ChildProcess(const ChildCommand& command) {
  handle_signals_of_children();
  Pipe in = open_pipe(), out = open_pipe();
  never_block(in.write_end);
  never_block(out.read_end);
  id_ = spawn(command, in.read_end.number(), out.write_end.number());
  living_children().add(id_);
  input_ = std::move(in.write_end);
  output_ = std::move(out.read_end);
}

ChildProcess::~ChildProcess() { end(); }

double ChildProcess::cpu_seconds() const { return end_ ? end_->cpu_seconds : cpu_seconds_of(id_); }

void ChildProcess::kill() {
  if (!end_) ::kill(id_, SIGKILL);
}

ChildEnd ChildProcess::end(std::chrono::milliseconds patience) {
  if (end_) return *end_;
  input_.close();
  if (!ends_within(patience)) {
    kill();
    while (!is_reaped(0)) continue;
  }
  output_.close();
  return *end_;
}

bool ChildProcess::ends_within(std::chrono::milliseconds patience) {
  const auto deadline = Clock::now() + patience;
  pollfd hang_up{output_.number(), 0, 0};
  poll(&hang_up, 1, static_cast<int>(patience / 1ms));  // the end of its output is not yet the end of the child
  while (!is_reaped(WNOHANG)) {
    if (Clock::now() > deadline) return false;
    std::this_thread::sleep_for(100us);
  }
  return true;
}

bool ChildProcess::is_reaped(int options) {
  int status = 0;
  rusage usage{};
  const std::lock_guard lock(living_children().mutex);  // so that nobody counts it twice, or not at all
  const pid_t id = wait4(id_, &status, options, &usage);
  if (id == id_) {
    end_ = end_of(status, usage);
    living_children().ids.erase(id_);
  }
  return end_.has_value();
}

}  // namespace crossover
