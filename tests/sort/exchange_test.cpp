#include "host/sort/exchange.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace crossover {
namespace {

using Sizes = std::vector<std::size_t>;

/// Stripes of keys 0 (left of the border) and 1, as workers leave them: `left[i]` zeros, then `right[i]` ones.
struct Partitioned {
  Partitioned(const Sizes& left, const Sizes& right) {
    for (std::size_t i = 0; i < left.size(); ++i) {
      keys.insert(keys.end(), left[i], 0);
      keys.insert(keys.end(), right[i], 1);
    }
    int* at = keys.data();
    for (std::size_t i = 0; i < left.size(); ++i) {
      stripes.push_back({at, at + left[i], at + left[i] + right[i]});
      at = stripes.back().last;
    }
    border = keys.data() + std::accumulate(left.begin(), left.end(), std::size_t{0});
  }

  Partitioned(const Partitioned&) = delete;
  Partitioned& operator=(const Partitioned&) = delete;

  bool is_in_place() const { return std::is_sorted(keys.begin(), keys.end()); }

  std::vector<int> keys;
  std::vector<Stripe<int>> stripes;
  int* border;
};

const std::vector<std::pair<Sizes, Sizes>> cases{{{3, 2}, {2, 3}},
                                                 {{0, 5}, {5, 0}},
                                                 {{5, 0}, {0, 5}},
                                                 {{0, 0}, {4, 4}},
                                                 {{4, 4}, {0, 0}},
                                                 {{1}, {1}},
                                                 {{7, 0, 3, 9}, {0, 8, 4, 1}},
                                                 {{0, 1, 0, 20}, {9, 0, 9, 0}},
                                                 {{2, 3, 5, 7, 11}, {13, 17, 1, 2, 3}}};

TEST(Exchange, PutsEveryKeyOnItsSide) {
  for (const auto& [left, right] : cases) {
    Partitioned p(left, right);
    exchange_misplaced<int>(p.stripes, p.border, 0, count_misplaced<int>(p.stripes, p.border));
    EXPECT_TRUE(p.is_in_place());
  }
}

TEST(Exchange, CanBeSharedOut) {
  for (const auto& [left, right] : cases) {
    Partitioned p(left, right);
    const std::size_t misplaced = count_misplaced<int>(p.stripes, p.border);
    for (std::size_t i = misplaced; i > 0; --i) exchange_misplaced<int>(p.stripes, p.border, i - 1, i);
    EXPECT_TRUE(p.is_in_place());
  }
}

TEST(Exchange, CountsAsManyOnEitherSide) {
  for (const auto& [left, right] : cases) {
    const Partitioned p(left, right);
    std::size_t misplaced_right = 0;
    for (const Stripe<int>& stripe : p.stripes) misplaced_right += stripe.misplaced_right(p.border).size();
    EXPECT_EQ(count_misplaced<int>(p.stripes, p.border), misplaced_right);
  }
}

}  // namespace
}  // namespace crossover
