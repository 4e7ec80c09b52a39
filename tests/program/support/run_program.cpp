#include "tests/program/support/run_program.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "tests/program/support/programs.hpp"

namespace crossover {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto patience = 120s;

/// The end that the test reads, and the end that the process writes.
struct Channel {
  int read_end, write_end;
};

Channel open_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot open a pipe");
  return {ends[0], ends[1]};
}

Channel open_terminal() {
  winsize size{.ws_row = 24, .ws_col = terminal_columns, .ws_xpixel = 0, .ws_ypixel = 0};
  int ours = -1, theirs = -1;
  if (openpty(&ours, &theirs, nullptr, nullptr, &size) != 0) throw std::runtime_error("cannot open a terminal");
  for (const int end : {ours, theirs}) fcntl(end, F_SETFD, FD_CLOEXEC);
  return {ours, theirs};
}

void prepare_environment() {
  for (const char* name : {"OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OMP_DYNAMIC", "OMP_STACKSIZE", "GOMP_STACKSIZE",
                           "OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "KMP_BLOCKTIME"})
    unsetenv(name);
  setenv("TERM", "xterm", 1);
  setenv("CROSSOVER_ASSUME_QUIET", "1", 1);  // tests run side by side
  const std::string folder = std::filesystem::path(program()).parent_path();
  const char* path = getenv("PATH");
  setenv("PATH", (folder + ":" + (path != nullptr ? path : "/usr/bin:/bin")).c_str(), 1);
}

/// In the child: whoever runs the tests may ignore signals, which a new program would inherit.
[[noreturn]] void become(const Arguments& command, int out, int err) {
  for (const int signal : {SIGHUP, SIGINT, SIGTERM, SIGXCPU, SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_DFL);
  setpgid(0, 0);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  prepare_environment();
  std::vector<char*> argv;
  for (const std::string& argument : command) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execvp(argv.front(), argv.data());
  perror(argv.front());
  _exit(127);
}

/// Reads what there is; false at the end. A terminal ends with an error, EIO.
bool read_into(std::string& text, int fd) {
  std::array<char, 4096> buffer;
  const ssize_t n = read(fd, buffer.data(), buffer.size());
  if (n > 0) text.append(buffer.data(), static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && errno == EINTR);
}

bool has_in_order(const std::string& text, const std::vector<std::string>& parts) {
  std::size_t start = 0;
  for (const std::string& part : parts) {
    start = text.find(part, start);
    if (start == std::string::npos) return false;
    start += part.size();
  }
  return true;
}

/// Which signals the program has handlers for, one bit each; 0 when it is gone, or not there yet: a shell or nohup that
/// will become it has handlers of its own.
std::uint64_t caught_signals(pid_t pid) {
  const std::filesystem::path process = "/proc/" + std::to_string(pid);
  std::error_code gone;
  if (!std::filesystem::equivalent(process / "exe", program(), gone)) return 0;
  std::ifstream status(process / "status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("SigCgt:")) return std::stoull(line.substr(7), nullptr, 16);
  return 0;
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const Outcome& outcome) {
  return stream << "exit code " << outcome.exit_code << ", signal " << outcome.signal << ", " << outcome.seconds
                << " s\nstdout: " << outcome.out << "\nstderr: " << outcome.err;
}

Process::Process(const Arguments& command, Streams streams) {
  const Channel out = open_pipe();
  const Channel err = streams.err == Streams::Err::terminal ? open_terminal() : open_pipe();
  if (streams.out == Streams::Out::broken_pipe) close(out.read_end);
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("cannot fork");
  if (pid_ == 0) become(command, out.write_end, err.write_end);
  setpgid(pid_, pid_);
  close(out.write_end);
  close(err.write_end);
  if (streams.out == Streams::Out::captured) out_ = out.read_end;
  err_ = err.read_end;
}

Process::~Process() {
  if (pid_ > 0) {
    kill(-pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  for (const int fd : {out_, err_})
    if (fd >= 0) close(fd);
}

void Process::send(int signal) const { kill(pid_, signal); }
void Process::send_to_group(int signal) const { kill(-pid_, signal); }

void Process::wait_until_it_catches(int signal) {
  const std::uint64_t bit = std::uint64_t{1} << (signal - 1);
  while ((caught_signals(pid_) & bit) == 0 && patience_is_left()) std::this_thread::sleep_for(1ms);
}

bool Process::wait_until_err_has(const std::vector<std::string>& parts) {
  while (!has_in_order(outcome_.err, parts))
    if (!patience_is_left() || !read_some()) return false;
  return true;
}

Outcome Process::wait() {
  while (patience_is_left() && read_some()) continue;
  int status = 0;
  rusage usage{};
  while (wait4(pid_, &status, WNOHANG, &usage) == 0) {
    if (!patience_is_left()) {
      ADD_FAILURE() << "the program has not ended in time and is killed";
      kill(-pid_, SIGKILL);
    }
    std::this_thread::sleep_for(1ms);
  }
  pid_ = -1;
  if (WIFEXITED(status)) outcome_.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome_.signal = WTERMSIG(status);
  outcome_.peak_kib = usage.ru_maxrss;
  outcome_.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  return outcome_;
}

bool Process::patience_is_left() const { return Clock::now() - start_ < patience; }

bool Process::read_some() {
  struct Stream {
    int& fd;
    std::string& text;
  };
  std::array<pollfd, 2> wanted{{{out_, POLLIN, 0}, {err_, POLLIN, 0}}};
  poll(wanted.data(), wanted.size(), 50);
  const std::array<Stream, 2> streams{{{out_, outcome_.out}, {err_, outcome_.err}}};
  for (std::size_t i = 0; i < streams.size(); ++i) {
    if (streams[i].fd < 0 || wanted[i].revents == 0 || read_into(streams[i].text, streams[i].fd)) continue;
    close(streams[i].fd);
    streams[i].fd = -1;
  }
  return out_ >= 0 || err_ >= 0;
}

Outcome run(const Arguments& arguments, Streams streams) {
  Arguments command{program()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return Process(command, streams).wait();
}

Outcome run_in_shell(const std::string& line) { return Process({"/bin/sh", "-c", line}).wait(); }

bool works_here(const std::string& line) { return run_in_shell(line).exit_code == 0; }

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace crossover
