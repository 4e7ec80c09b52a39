#include "host/sort/verification.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "tests/support/arrays.hpp"

namespace crossover {
namespace {

template <class T>
class VerificationOf : public testing::Test {
 protected:
  static constexpr std::size_t keys = 200'000;  // work for both workers

  Fingerprint fingerprint(std::vector<T>& array) { return fingerprint_of(std::span<T>(array), pool_); }
  bool ordered(std::vector<T>& array) { return is_ordered(std::span<T>(array), pool_); }

  WorkerPool pool_{2};
  std::vector<T> array_ = array_of<T>(Distribution::uniform, keys);
  const Fingerprint before_ = fingerprint(array_);
};

using Keys = testing::Types<std::int32_t, std::int64_t, std::uint32_t, std::uint64_t, float, double>;
TYPED_TEST_SUITE(VerificationOf, Keys);

TYPED_TEST(VerificationOf, FindsTheSameKeysInAnyOrder) {
  auto sorted = in_order(this->array_);
  EXPECT_EQ(this->fingerprint(sorted), this->before_);
  EXPECT_TRUE(this->ordered(sorted));
  EXPECT_FALSE(this->ordered(this->array_));
}

TYPED_TEST(VerificationOf, FindsALostKey) {
  auto sorted = in_order(this->array_);
  sorted.pop_back();
  EXPECT_NE(this->fingerprint(sorted), this->before_);
}

TYPED_TEST(VerificationOf, FindsADoubledKeyInPlaceOfAnother) {
  auto sorted = in_order(this->array_);
  for (const std::size_t i : {std::size_t{1}, sorted.size() / 2, sorted.size() - 1}) {
    auto doubled = sorted;
    while (bits_of(doubled[i]) == bits_of(doubled[i - 1])) doubled[i] += TypeParam{1};
    doubled[i] = doubled[i - 1];
    EXPECT_NE(this->fingerprint(doubled), this->before_) << i;
    EXPECT_TRUE(this->ordered(doubled)) << i;
  }
}

TYPED_TEST(VerificationOf, FindsASwappedPairAlsoWhereStripesMeet) {
  const auto sorted = in_order(this->array_);
  for (std::size_t i = 1; i < sorted.size(); i += i == sorted.size() / 2 ? 1 : sorted.size() / 2 - 1) {
    auto swapped = sorted;
    std::swap(swapped[i - 1], swapped[i]);
    const bool alike = bits_of(sorted[i - 1]) == bits_of(sorted[i]);
    EXPECT_EQ(this->ordered(swapped), alike) << i;
    EXPECT_EQ(this->fingerprint(swapped), this->before_) << i;
  }
}

TYPED_TEST(VerificationOf, FindsAChangedBit) {
  auto changed = this->array_;
  changed[17] = changed[17] == TypeParam{0} ? TypeParam{1} : TypeParam{0};
  EXPECT_NE(this->fingerprint(changed), this->before_);
}

TEST(Verification, KeepsApartBothZeros) {
  WorkerPool pool(1);
  std::vector<double> minus{-0.0}, plus{0.0}, wrong{0.0, -0.0};
  EXPECT_NE(fingerprint_of(std::span(minus), pool), fingerprint_of(std::span(plus), pool));
  EXPECT_FALSE(is_ordered(std::span(wrong), pool));
}

}  // namespace
}  // namespace crossover
