#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace crossover {

/// A stripe of an array after a worker has partitioned it: [first, bound) belongs to the left of the array's new
/// border, [bound, last) to its right.
template <class T>
struct Stripe {
  T *first, *bound, *last;

  /// What stands left of the border, but belongs to its right.
  std::span<T> misplaced_left(T* border) const {
    T* const end = std::min(last, border);
    return bound < end ? std::span<T>(bound, end) : std::span<T>();
  }
  /// What stands right of the border, but belongs to its left.
  std::span<T> misplaced_right(T* border) const {
    T* const begin = std::max(first, border);
    return begin < bound ? std::span<T>(begin, bound) : std::span<T>();
  }
};

/// Walks over the keys of some stripes that stand on one side of the border, but belong to the other.
template <class T>
class MisplacedKeys {
 public:
  using Side = std::span<T> (Stripe<T>::*)(T* border) const;

  MisplacedKeys(std::span<const Stripe<T>> stripes, Side side, T* border, std::size_t skip)
      : stripes_(stripes), side_(side), border_(border) {
    advance(skip);
  }

  /// The next of them that lie side by side; empty when there are no more.
  std::span<T> run() {
    while (run_.empty() && next_stripe_ < stripes_.size()) run_ = (stripes_[next_stripe_++].*side_)(border_);
    return run_;
  }

  void advance(std::size_t keys) {
    while (keys > 0 && !run().empty()) {
      const std::size_t step = std::min(keys, run_.size());
      run_ = run_.subspan(step);
      keys -= step;
    }
  }

 private:
  std::span<const Stripe<T>> stripes_;
  Side side_;
  T* border_;
  std::size_t next_stripe_ = 0;
  std::span<T> run_;
};

/// Swaps the misplaced keys numbers `first` to `last` of both sides. There are as many on the one as on the other.
template <class T>
void exchange_misplaced(std::span<const Stripe<T>> stripes, T* border, std::size_t first, std::size_t last) {
  MisplacedKeys<T> left(stripes, &Stripe<T>::misplaced_left, border, first);
  MisplacedKeys<T> right(stripes, &Stripe<T>::misplaced_right, border, first);
  while (first < last) {
    const std::size_t run = std::min({last - first, left.run().size(), right.run().size()});
    std::swap_ranges(left.run().begin(), left.run().begin() + static_cast<std::ptrdiff_t>(run), right.run().begin());
    left.advance(run);
    right.advance(run);
    first += run;
  }
}

/// How many keys stand on the wrong side of the border, on either.
template <class T>
std::size_t count_misplaced(std::span<const Stripe<T>> stripes, T* border) {
  std::size_t misplaced = 0;
  for (const Stripe<T>& stripe : stripes) misplaced += stripe.misplaced_left(border).size();
  return misplaced;
}

}  // namespace crossover
