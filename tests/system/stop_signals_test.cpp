#include "host/system/stop_signals.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>

namespace crossover {
namespace {

// Each in a process of its own, since signals meet a whole process.

/// Ends with 0 when the first signal was taken down and the process lives on.
[[noreturn]] void end_after_one(int signal_number) {
  catch_stop_signals();
  if (stop_signal() != 0) std::_Exit(1);
  std::raise(signal_number);
  std::_Exit(stop_signal() == signal_number ? 0 : 2);
}

/// A second signal right behind the first is its echo, so the second is sent again until it ends the process.
[[noreturn]] void end_by_second(int first, int second) {
  catch_stop_signals();
  std::raise(first);
  if (stop_signal() != first) std::_Exit(1);
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < give_up) std::raise(second);
  std::_Exit(2);
}

bool process_survives_two_signals_at_once() {
  const pid_t child = fork();
  if (child == 0) {
    catch_stop_signals();
    std::raise(SIGTERM);
    std::raise(SIGTERM);
    std::_Exit(stop_signal() == SIGTERM ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  return status == 0;
}

[[noreturn]] void write_to_a_pipe_that_nobody_reads() {
  catch_stop_signals();
  std::array<int, 2> pipe_ends{};
  if (pipe(pipe_ends.data()) != 0) std::_Exit(1);
  close(pipe_ends[0]);
  const bool refused = write(pipe_ends[1], "x", 1) < 0 && errno == EPIPE;
  std::_Exit(refused && stop_signal() == 0 ? 0 : 2);
}

TEST(StopSignalsDeathTest, TheFirstOnlyAsks) {
  EXPECT_EXIT(end_after_one(SIGINT), testing::ExitedWithCode(0), "");
  EXPECT_EXIT(end_after_one(SIGTERM), testing::ExitedWithCode(0), "");
  std::signal(SIGHUP, SIG_DFL);
  std::signal(SIGXCPU, SIG_DFL);
  for (const int signal_number : {SIGHUP, SIGXCPU})
    EXPECT_EXIT(end_after_one(signal_number), testing::ExitedWithCode(0), "");
}

/// As the kernel sends them, one for each second past the limit of CPU time.
[[noreturn]] void run_on_past_its_cpu_time() {
  catch_stop_signals();
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(100);
  while (std::chrono::steady_clock::now() < end) std::raise(SIGXCPU);
  std::_Exit(stop_signal() == SIGXCPU ? 0 : 1);
}

TEST(StopSignalsDeathTest, ALimitOfCpuTimeOnlyAsksHoweverOftenItIsTold) {
  EXPECT_EXIT(run_on_past_its_cpu_time(), testing::ExitedWithCode(0), "");
}

TEST(StopSignalsDeathTest, TheSecondEndsTheProcess) {
  EXPECT_EXIT(end_by_second(SIGINT, SIGINT), testing::KilledBySignal(SIGINT), "");
  EXPECT_EXIT(end_by_second(SIGTERM, SIGTERM), testing::KilledBySignal(SIGTERM), "");
}

TEST(StopSignalsDeathTest, TheSecondEndsTheProcessAlsoWhenItIsTheOtherOne) {
  EXPECT_EXIT(end_by_second(SIGINT, SIGTERM), testing::KilledBySignal(SIGTERM), "");
  EXPECT_EXIT(end_by_second(SIGTERM, SIGINT), testing::KilledBySignal(SIGINT), "");
}

// timeout(1) signals a process and then its group.
TEST(StopSignalsDeathTest, AnEchoOfTheFirstOnlyAsksAgain) {
  bool survived = false;
  for (int attempt = 0; attempt < 20 && !survived; ++attempt)  // a busy machine may be too slow for an echo
    survived = process_survives_two_signals_at_once();
  EXPECT_TRUE(survived);
}

TEST(StopSignalsDeathTest, AClosedPipeIsAnErrorOfTheWrite) {
  EXPECT_EXIT(write_to_a_pipe_that_nobody_reads(), testing::ExitedWithCode(0), "");
}

/// As under nohup.
[[noreturn]] void raise_where_it_is_ignored(int signal_number) {
  std::signal(signal_number, SIG_IGN);
  catch_stop_signals();
  std::raise(signal_number);
  std::_Exit(stop_signal());
}

TEST(StopSignalsDeathTest, AHangUpOrALimitThatIsIgnoredStaysSo) {
  for (const int signal_number : {SIGHUP, SIGXCPU})
    EXPECT_EXIT(raise_where_it_is_ignored(signal_number), testing::ExitedWithCode(0), "");
}

TEST(StopSignals, AreNoneBeforeOneCame) { EXPECT_EQ(stop_signal(), 0); }

}  // namespace
}  // namespace crossover
