#pragma once

#include <cstdint>
#include <span>
#include <variant>

#include "host/sort/key_array.hpp"
#include "host/sort/sorter.hpp"
#include "host/sort/stripes.hpp"
#include "host/sort/total_order.hpp"
#include "host/threads/openmp_rehearsal.hpp"
#include "host/threads/openmp_team.hpp"

namespace crossover {

/// Throws Error where the threads cannot be started, or not take so many copies of the keys together.
inline void rehearse_with_copies(const SortResources& r, double copies) {
  const double bytes = copies * static_cast<double>(r.keys) * static_cast<double>(bytes_of(r.type));
  rehearse_openmp(OpenMpTeam(r.workers).workers(), static_cast<std::uint64_t>(bytes));
}

/// A sorter by a library that sorts by `<`, with OpenMP's threads and a copy of the keys: `SortNumbers{}(span)`. A
/// thread's part of the copy that has less than 32 MiB may stay with malloc: Thrust was seen with 2.5 copies so.
template <class SortNumbers>
class OpenMpSorter : public Sorter {
 public:
  explicit OpenMpSorter(unsigned workers) : team_(workers) {}

  void sort(const KeySpan& keys) override {
    work_with_openmp_threads(team_.workers());
    // The copy is taken by the team, and what one of its threads throws ends the process: std::bad_alloc is thrown
    // here.
    { const KeyArray proof(type_of(keys), size_of(keys)); }
    std::visit(
        [this]<Key T>(std::span<T> all) {
          sort_in_total_order(all, SortNumbers{},
                              [this](std::span<const T> numbers) { return count_special_by_team(numbers); });
        },
        keys);
  }

 private:
  template <Key T>
  SpecialKeys count_special_by_team(std::span<const T> keys) const {
    constexpr std::size_t min_to_share = std::size_t{1} << 17;
    const unsigned stripes = team_.workers();
    std::size_t not_finite = 0, negative_zeros = 0;
#pragma omp parallel for reduction(+ : not_finite, negative_zeros) if (keys.size() >= min_to_share)
    for (unsigned i = 0; i < stripes; ++i) {
      const std::size_t first = border_of_stripe(keys.size(), i, stripes);
      const SpecialKeys special =
          count_special_by_vectors(keys.subspan(first, border_of_stripe(keys.size(), i + 1, stripes) - first));
      not_finite += special.not_finite;
      negative_zeros += special.negative_zeros;
    }
    return {not_finite, negative_zeros};
  }

  OpenMpTeam team_;
};

}  // namespace crossover
