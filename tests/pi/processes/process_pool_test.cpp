#include "host/pi/processes/process_pool.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "host/pi/processes/serve.hpp"
#include "kernels/cpu_kernels.hpp"
#include "kernels/scalar/count_hits.hpp"
#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

constexpr Seed seed{42};
constexpr SampleRange range{3, 1'000'003};

bool has_children() { return waitpid(-1, nullptr, WNOHANG) != -1 || errno != ECHILD; }

TEST(ProcessPool, CountsAgainAndAgainWithoutIncident) {
  ProcessPool pool(command_of_worker(simd_kernel), 3);
  const std::uint64_t hits = count_hits_scalar(seed, range);
  const auto ids = pool.ids();
  EXPECT_EQ(ids.size(), 3U);
  for (int i = 0; i < 20; ++i) ASSERT_EQ(pool.count(seed, range), hits);
  EXPECT_EQ(pool.ids(), ids);
  EXPECT_TRUE(pool.incidents().empty());
}

TEST(ProcessPool, TellsTheTimeItsWorkersHaveUsed) {
  ProcessPool pool(command_of_worker(scalar_kernel), 2);
  const double before = pool.cpu_seconds();
  pool.count(seed, {0, 1'000'000});
  EXPECT_GT(pool.cpu_seconds() - before, 1e-3);
}

TEST(ProcessPool, LeavesNoProcessBehind) {
  { ProcessPool pool(command_of_worker(simd_kernel), 3); }
  EXPECT_FALSE(has_children());
}

TEST(ProcessPool, TellsWhatBecameOfAWorkerThatDoesNotServe) {
  const auto why_not = [](const ChildCommand& command) {
    return message_of([&] { const ProcessPool pool(command, 2, {.at_start = 0.3}); });
  };
  EXPECT_EQ(why_not({"/no/such/program", {"program"}}),
            "cannot start worker process 1 of 2: No such file or directory; try --backend threads");
  EXPECT_PRED_FORMAT2(testing::IsSubstring, " exited with 1 when it was started; try",
                      why_not({"/bin/false", {"false"}}));
  EXPECT_PRED_FORMAT2(testing::IsSubstring, " answered nonsense when it was started; try",
                      why_not({"/bin/echo", {"echo", "hello"}}));
  EXPECT_PRED_FORMAT2(testing::IsSubstring, " gave no answer for 0.3 s when it was started; try",
                      why_not({"/bin/sleep", {"sleep", "600"}}));
  EXPECT_FALSE(has_children());
}

TEST(ProcessPool, IsRefusedInAWorker) {
  setenv(worker_mark, "1", 1);
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "a worker process starts no workers",
                      message_of([] { const ProcessPool pool(command_of_worker(simd_kernel), 2); }));
  unsetenv(worker_mark);
}

TEST(AWorker, ServesWithTheKernelThatItIsTold) {
  for (const Kernel* kernel : cpu_kernels()) {
    const std::array arguments{"program", "worker", "--kernel", kernel->name.data()};
    EXPECT_EQ(kernel_to_serve_with(arguments), kernel);
  }
}

TEST(AWorker, IsNoProgramThatIsToldSomethingElse) {
  EXPECT_EQ(kernel_to_serve_with({}), nullptr);
  const std::array others{"program", "worker", "--kernel", "another"};
  for (std::size_t n = 1; n <= others.size(); ++n)
    EXPECT_EQ(kernel_to_serve_with(std::span(others).first(n)), nullptr) << n;
}

}  // namespace
}  // namespace crossover
