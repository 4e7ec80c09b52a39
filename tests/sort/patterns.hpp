#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "tests/support/arrays.hpp"

/// Arrays of patterns that are hard to sort, each a pure function of its number: few values that are next to one
/// another or at the ends of the type, most keys alike or not, in orders that lead a quicksort astray.
namespace crossover {

template <Key T>
class Pattern {
 public:
  explicit Pattern(std::uint64_t number, std::size_t max_keys)
      : random_(number), values_(some_values()), share_of_first_(shares[below(shares.size())]) {
    const double decades = std::log(static_cast<double>(max_keys) / min_keys);
    const double place = std::uniform_real_distribution<>(0, decades)(random_);
    keys_ = static_cast<std::size_t>(min_keys * std::exp(place));
    order_ = static_cast<Order>(below(orders));
  }

  std::vector<T> array() {
    std::vector<T> keys(keys_);
    for (T& key : keys) key = some_key();
    arrange(keys);
    return keys;
  }

  std::string text() const {
    const auto shown = std::span(values_).first(std::min<std::size_t>(values_.size(), 8));
    return fmt::format("{} keys in order {}, {} of them the first of {}", keys_, static_cast<int>(order_),
                       share_of_first_, fmt::join(shown, ", "));
  }

 private:
  enum class Order { none, ascending, descending, organ_pipe, sawtooth, blocks };
  static constexpr std::size_t orders = 6, min_keys = 3;
  static constexpr std::array shares{0.0, 0.5, 0.9, 0.99, 0.999};

  std::size_t below(std::size_t bound) { return random_() % bound; }

  T some_key() {
    if (values_.empty()) return any_key();
    const bool is_first = std::uniform_real_distribution<>()(random_) < share_of_first_;
    return is_first ? values_.front() : values_[below(values_.size())];
  }

  /// Any bits, so that floats have NaN of all kinds among them.
  T any_key() { return std::bit_cast<T>(static_cast<decltype(bits_of(T{}))>(random_())); }

  /// None stands for keys of any bits.
  std::vector<T> some_values() {
    switch (below(5)) {
      case 0:
        return {};
      case 1:
        return ends_of_type();
      case 2:
        return array_of_hard_keys<T>(30);
      default:
        return neighbours(some_base());
    }
  }

  static std::vector<T> ends_of_type() {
    using Limits = std::numeric_limits<T>;
    if constexpr (std::floating_point<T>) {
      const T max = Limits::max(), inf = Limits::infinity();
      return {-max, -inf, max, inf, std::nextafter(max, T{0}), std::nextafter(-max, T{0})};
    } else {
      return {Limits::max(), Limits::min(), Limits::max() - 1, Limits::min() + 1};
    }
  }

  T some_base() {
    if constexpr (std::floating_point<T>) {
      constexpr T min = std::numeric_limits<T>::min(), max = std::numeric_limits<T>::max();
      const std::array<T, 9> bases{T{0}, min, min / 16, T{0.5}, T{1}, T{3}, T{7}, T{1e30F}, max / 2};
      return std::copysign(bases[below(bases.size())], below(2) == 0 ? T{1} : T{-1});
    } else {
      return any_key();
    }
  }

  /// A value, and up to three on either side of it, in any order.
  std::vector<T> neighbours(T base) {
    std::vector<T> values;
    T above = base, below_it = base;
    for (std::size_t i = 0; i <= below(4); ++i) {
      values.push_back(above);
      values.push_back(below_it);
      if constexpr (std::floating_point<T>) {
        above = std::nextafter(above, std::numeric_limits<T>::infinity());
        below_it = std::nextafter(below_it, -std::numeric_limits<T>::infinity());
      } else {
        if (above != std::numeric_limits<T>::max()) ++above;
        if (below_it != std::numeric_limits<T>::min()) --below_it;
      }
    }
    std::shuffle(values.begin(), values.end(), random_);
    return values;
  }

  void arrange(std::vector<T>& keys) {
    if (order_ == Order::none) return;
    std::sort(keys.begin(), keys.end(), precedes<T>);
    const auto n = static_cast<std::ptrdiff_t>(keys.size());
    switch (order_) {
      case Order::descending:
        return std::reverse(keys.begin(), keys.end());
      case Order::organ_pipe:
        return std::reverse(keys.begin() + n / 2, keys.end());
      case Order::sawtooth:
        for (std::size_t tooth = 0; tooth + 32 <= keys.size(); tooth += 32)
          std::swap_ranges(keys.begin() + static_cast<std::ptrdiff_t>(tooth),
                           keys.begin() + static_cast<std::ptrdiff_t>(tooth + 16),
                           keys.end() - static_cast<std::ptrdiff_t>(tooth + 16));
        return;
      case Order::blocks:
        std::rotate(keys.begin(), keys.begin() + n / 3, keys.end());
        return;
      default:
        return;
    }
  }

  std::mt19937_64 random_;
  std::vector<T> values_;
  double share_of_first_;
  std::size_t keys_ = 0;
  Order order_ = Order::none;
};

}  // namespace crossover
