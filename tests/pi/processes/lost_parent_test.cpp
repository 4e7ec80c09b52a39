// Workers end soon when their parent is gone, whatever they are at.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "host/pi/processes/process_pool.hpp"
#include "host/pi/processes/serve.hpp"
#include "kernels/cpu_kernels.hpp"
#include "tests/system/children.hpp"

namespace crossover {
namespace {

using namespace std::chrono_literals;

/// A process that owns a pool of two workers and does something with it until it is killed.
class Parent {
 public:
  explicit Parent(void (*occupy)(ProcessPool&)) : id_(fork()) {
    if (id_ == 0) be_parent(occupy);
  }
  ~Parent() { kill(); }
  Parent(const Parent&) = delete;
  Parent& operator=(const Parent&) = delete;

  std::vector<pid_t> workers() const {
    while (children_of(id_).size() < 2 && is_running(id_)) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(300ms);  // now they serve
    return children_of(id_);
  }

  void kill() {
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    waitpid(id_, nullptr, 0);
    id_ = -1;
  }

 private:
  [[noreturn]] static void be_parent(void (*occupy)(ProcessPool&)) noexcept {
    ProcessPool pool(command_of_worker(scalar_kernel), 2);
    for (;;) occupy(pool);
  }

  pid_t id_;
};

TEST(WorkersOfALostParent, EndWhenTheyWait) {
  Parent parent([](ProcessPool&) { pause(); });
  const auto workers = parent.workers();
  ASSERT_EQ(std::ranges::count_if(workers, is_running), 2);
  parent.kill();
  EXPECT_TRUE(end_within(1s, workers));
}

TEST(WorkersOfALostParent, EndWhileTheyCountForSeconds) {
  Parent parent([](ProcessPool& pool) { pool.count(Seed{42}, {0, ~std::uint64_t{0}}, 1 << 28); });
  const auto workers = parent.workers();
  ASSERT_EQ(std::ranges::count_if(workers, is_running), 2);
  parent.kill();
  EXPECT_TRUE(end_within(1s, workers));
}

}  // namespace
}  // namespace crossover
