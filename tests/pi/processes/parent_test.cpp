// What befalls the parent of workers: when it is gone they end soon, whatever they are at; when all are stopped and go
// on, none is missed.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <thread>
#include <utility>
#include <vector>

#include "host/pi/processes/process_pool.hpp"
#include "host/pi/processes/serve.hpp"
#include "kernels/cpu_kernels.hpp"
#include "tests/support/children.hpp"
#include "tests/support/patience.hpp"

namespace crossover {
namespace {

using namespace std::chrono_literals;

/// A process that owns a pool of two workers and does something with it until it is killed. All three are a group.
class Parent {
 public:
  explicit Parent(void (*occupy)(ProcessPool&), Patience patience = {}) : id_(fork()) {
    if (id_ == 0) be_parent(occupy, patience);
  }
  ~Parent() { kill(); }
  Parent(const Parent&) = delete;
  Parent& operator=(const Parent&) = delete;

  std::vector<pid_t> workers() const {
    while (children_of(id_).size() < 2 && is_running(id_)) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(300ms);  // now they serve
    return children_of(id_);
  }

  void send_to_group(int signal) const { ::kill(-id_, signal); }

  int exit_code() {
    int status = 0;
    waitpid(std::exchange(id_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  void kill() {
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    waitpid(id_, nullptr, 0);
    id_ = -1;
  }

 private:
  [[noreturn]] static void be_parent(void (*occupy)(ProcessPool&), Patience patience) noexcept {
    setpgid(0, 0);
    ProcessPool pool(command_of_worker(scalar_kernel), 2, patience);
    for (;;) occupy(pool);
  }

  pid_t id_;
};

TEST(WorkersOfALostParent, EndWhenTheyWait) {
  Parent parent([](ProcessPool&) { pause(); });
  const auto workers = parent.workers();
  ASSERT_EQ(std::ranges::count_if(workers, is_running), 2);
  parent.kill();
  EXPECT_TRUE(end_within(soon, workers));
}

TEST(WorkersOfALostParent, EndWhileTheyCountForMinutes) {
  Parent parent([](ProcessPool& pool) { pool.count(Seed{42}, {0, ~std::uint64_t{0}}, std::uint64_t{1} << 36); });
  const auto workers = parent.workers();
  ASSERT_EQ(std::ranges::count_if(workers, is_running), 2);
  parent.kill();
  EXPECT_TRUE(end_within(soon, workers));
}

void count_for_three_seconds_without_incident(ProcessPool& pool) {
  const auto end = std::chrono::steady_clock::now() + 3s;
  while (std::chrono::steady_clock::now() < end) pool.count(Seed{42}, {0, 1'000'000});
  _exit(pool.incidents().empty() ? 0 : 1);
}

TEST(WorkersOfAStoppedParent, AreNotMissedWhenAllGoOn) {
  Parent parent(count_for_three_seconds_without_incident, {.later = 1});
  ASSERT_EQ(parent.workers().size(), 2U);
  parent.send_to_group(SIGSTOP);
  std::this_thread::sleep_for(1500ms);
  parent.send_to_group(SIGCONT);
  EXPECT_EQ(parent.exit_code(), 0);
}

}  // namespace
}  // namespace crossover
