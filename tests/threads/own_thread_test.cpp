#include "host/threads/own_thread.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

namespace crossover {
namespace {

TEST(InOwnThread, WorksInAnotherThreadAndWaitsForIt) {
  std::thread::id worked_in;
  in_own_thread([&] { worked_in = std::this_thread::get_id(); });
  EXPECT_NE(worked_in, std::thread::id());
  EXPECT_NE(worked_in, std::this_thread::get_id());
}

TEST(InOwnThread, ThrowsWhatTheWorkThrows) {
  EXPECT_THROW(in_own_thread([] { throw std::out_of_range("far"); }), std::out_of_range);
}

}  // namespace
}  // namespace crossover
