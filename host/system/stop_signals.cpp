#include "host/system/stop_signals.hpp"

#include <atomic>
#include <climits>
#include <csignal>
#include <ctime>
#include <initializer_list>

namespace crossover {
namespace {

std::atomic<int> received{0};
std::atomic<long> received_at_ms{LONG_MAX};  // an echo may come before this is written
static_assert(std::atomic<long>::is_always_lock_free, "a signal handler may touch nothing else");

long milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<long>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

/// timeout(1) and some shells send a signal to the process and then to its group: the second within this time is the
/// first one's echo.
constexpr long echo_ms = 20;

void ask_to_stop(int signal_number) {
  int none = 0;
  if (received.compare_exchange_strong(none, signal_number)) {
    received_at_ms = milliseconds();
    return;
  }
  if (signal_number == SIGXCPU || milliseconds() - received_at_ms < echo_ms) return;
  std::signal(signal_number, SIG_DFL);
  std::raise(signal_number);
}

}  // namespace

void catch_stop_signals() {
  struct sigaction action {};
  action.sa_handler = ask_to_stop;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (const int signal_number : {SIGINT, SIGTERM}) sigaction(signal_number, &action, nullptr);
  for (const int signal_number : {SIGHUP, SIGXCPU}) {
    struct sigaction inherited {};
    sigaction(signal_number, nullptr, &inherited);
    if (inherited.sa_handler != SIG_IGN) sigaction(signal_number, &action, nullptr);
  }
  for (const int signal_number : {SIGPIPE, SIGXFSZ}) std::signal(signal_number, SIG_IGN);
}

int stop_signal() { return received.load(); }

const char* name_of_stop_signal(int signal_number) {
  switch (signal_number) {
    case SIGHUP:
      return "SIGHUP";
    case SIGTERM:
      return "SIGTERM";
    case SIGXCPU:
      return "SIGXCPU";
    default:
      return "SIGINT";
  }
}

}  // namespace crossover
