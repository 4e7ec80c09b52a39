#include "host/files/file_lock.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

TEST(FileLock, IsHeldByOneAtATime) {
  const TemporaryFolder folder;
  std::atomic<int> sum = 0;
  const auto add = [&] {
    for (int i = 0; i < 200; ++i) {
      const FileLock lock(folder / "lock");
      const int before = sum;
      std::this_thread::yield();
      sum = before + 1;
    }
  };
  std::thread other(add);
  add();
  other.join();
  EXPECT_EQ(sum, 400);
}

TEST(FileLock, WaitsForItsTurn) {
  const TemporaryFolder folder;
  std::atomic<bool> had_its_turn = false;
  std::thread other;
  {
    const FileLock lock(folder / "lock");
    other = std::thread([&] {
      const FileLock second(folder / "lock");
      had_its_turn = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_FALSE(had_its_turn);
  }
  other.join();
  EXPECT_TRUE(had_its_turn);
}

TEST(FileLock, IsNoneWhereThereCanBeNoFile) { const FileLock lock("/no/such/folder/lock"); }

}  // namespace
}  // namespace crossover
