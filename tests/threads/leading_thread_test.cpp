#include "host/threads/leading_thread.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <thread>

namespace crossover {
namespace {

TEST(LeadingThread, DoesAllItsWorkInOneThreadOfItsOwn) {
  LeadingThread leader;
  std::set<std::thread::id> worked_in;
  for (int i = 0; i < 100; ++i) leader.lead([&] { worked_in.insert(std::this_thread::get_id()); });
  EXPECT_EQ(worked_in.size(), 1U);
  EXPECT_FALSE(worked_in.contains(std::this_thread::get_id()));
}

TEST(LeadingThread, ThrowsWhatTheWorkThrowsAndGoesOn) {
  LeadingThread leader;
  EXPECT_THROW(leader.lead([] { throw std::out_of_range("far"); }), std::out_of_range);
  int done = 0;
  leader.lead([&] { ++done; });
  EXPECT_EQ(done, 1);
}

TEST(LeadingThread, NeedNotWorkAtAll) { const LeadingThread idle; }

}  // namespace
}  // namespace crossover
