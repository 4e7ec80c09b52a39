#include "host/system/child_process.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <memory>
#include <string>
#include <thread>

#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

ChildCommand shell(const std::string& script) { return {"/bin/sh", {"sh", "-c", script}}; }

/// All that it writes until it closes its output.
std::string output_of(const ChildProcess& child) {
  std::string text;
  for (std::array<char, 256> piece;;) {
    pollfd output{child.output(), POLLIN, 0};
    if (poll(&output, 1, 60'000) <= 0) return "nothing has come: " + text;
    const ssize_t n = read(child.output(), piece.data(), piece.size());
    if (n <= 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(n));
  }
}

bool exists(pid_t id) { return kill(id, 0) == 0; }

TEST(ChildProcess, ReadsWhatIsWrittenToItAndIsRead) {
  ChildProcess child({"/bin/cat", {"cat"}});
  ASSERT_EQ(write(child.input(), "hello\n", 6), 6);
  child.close_input();
  EXPECT_EQ(output_of(child), "hello\n");
  EXPECT_EQ(child.end().how, "exited with 0");
}

TEST(ChildProcess, TellsHowItEnded) {
  EXPECT_EQ(ChildProcess(shell("exit 3")).end().how, "exited with 3");
  EXPECT_EQ(ChildProcess(shell("kill -9 $$")).end().how, "was killed by signal 9");
  ChildProcess killed({"/bin/cat", {"cat"}});
  killed.kill();
  EXPECT_EQ(killed.end().how, "was killed by signal 9");
  EXPECT_EQ(killed.end().how, "was killed by signal 9");
}

TEST(ChildProcess, TellsHowItEndedAlsoWhereSigchldWasIgnored) {
  const auto before = std::signal(SIGCHLD, SIG_IGN);
  ChildProcess child(shell("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; exit 3"));
  EXPECT_EQ(output_of(child), "");
  const ChildEnd end = child.end();
  EXPECT_EQ(end.how, "exited with 3");
  EXPECT_GT(end.cpu_seconds, 0.01);
  std::signal(SIGCHLD, before);
}

TEST(ChildProcess, ThatDoesNotEndIsKilled) {
  ChildProcess deaf({"/bin/sleep", {"sleep", "600"}});
  EXPECT_EQ(deaf.end().how, "was killed by signal 9");
  ChildProcess stopped({"/bin/cat", {"cat"}});
  kill(stopped.id(), SIGSTOP);
  EXPECT_EQ(stopped.end().how, "was killed by signal 9");
}

TEST(ChildProcess, LeavesNothingBehind) {
  pid_t id = 0;
  {
    const ChildProcess child({"/bin/cat", {"cat"}});
    id = child.id();
    EXPECT_TRUE(exists(id));
  }
  EXPECT_FALSE(exists(id));
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a zombie is left";
  EXPECT_EQ(errno, ECHILD);
}

TEST(ChildProcess, ThatIsGoneMakesAnErrorOfWritingToIt) {
  ChildProcess child(shell("exec 0<&-; echo closed; exec sleep 600"));
  pollfd output{child.output(), POLLIN, 0};
  ASSERT_EQ(poll(&output, 1, 60'000), 1);
  EXPECT_EQ(write(child.input(), "hello\n", 6), -1);
  EXPECT_EQ(errno, EPIPE);
}

TEST(ChildProcess, InheritsNoPipeOfAnother) {
  auto first = std::make_unique<ChildProcess>(ChildCommand{"/bin/cat", {"cat"}});
  const ChildProcess second({"/bin/cat", {"cat"}});
  first->close_input();
  EXPECT_EQ(output_of(*first), "");
  EXPECT_EQ(first->end().how, "exited with 0");
}

TEST(ChildProcess, IsStartedWithSignalsThatAskToStopBlocked) {
  ChildProcess child(shell("kill -INT $$; kill -TERM $$; echo alive"));
  EXPECT_EQ(output_of(child), "alive\n");
}

TEST(ChildProcess, HasTheEnvironmentOfItsParentAndMore) {
  const ChildProcess child({"/bin/sh", {"sh", "-c", "echo $PATH $MORE"}, {"MORE=a little more"}});
  EXPECT_EQ(output_of(child), std::string(getenv("PATH")) + " a little more\n");
}

TEST(ChildProcess, TellsTheTimeItHasUsedAlsoWhenItIsGone) {
  ChildProcess child(shell("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo done; read line"));
  pollfd output{child.output(), POLLIN, 0};
  ASSERT_EQ(poll(&output, 1, 60'000), 1);
  const double used = child.cpu_seconds();
  EXPECT_GT(used, 0.01);
  EXPECT_GE(child.end().cpu_seconds, used);
  EXPECT_GE(child.cpu_seconds(), used);
}

TEST(ChildProcess, ThatCannotBeStartedIsAnError) {
  EXPECT_EQ(message_of([] {
              const ChildProcess child({"/no/such/program", {"program"}});
            }),
            "No such file or directory");
}

TEST(CpuSecondsOfChildren, CountThoseThatLiveAndThoseThatAreGone) {
  const double before = cpu_seconds_of_children();
  ChildProcess child(shell("while :; do :; done"));
  while (cpu_seconds_of_children() - before < 0.02) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  child.kill();
  child.end();
  EXPECT_GE(cpu_seconds_of_children() - before, 0.02);
  EXPECT_LE(cpu_seconds_of_children() - before, 60);
}

}  // namespace
}  // namespace crossover
