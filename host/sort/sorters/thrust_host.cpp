#include <thrust/execution_policy.h>
#include <thrust/sort.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "host/sort/sorters/entries.hpp"
#include "host/sort/sorters/openmp_sorter.hpp"

namespace crossover {
namespace {

struct ThrustSort {
  void operator()(auto numbers) const { thrust::sort(thrust::device, numbers.data(), numbers.data() + numbers.size()); }

  /// CCCL 3.0 puts negative keys of 32 bits behind the others on CPUs (its issue 4919). Told to compare, it would sort
  /// them rightly, but at a quarter of the speed; so it is given numbers without a sign, in the same order.
  void operator()(std::span<std::int32_t> numbers) const {
    const std::span unsigned_numbers(reinterpret_cast<std::uint32_t*>(numbers.data()), numbers.size());
    flip_signs(unsigned_numbers);
    (*this)(unsigned_numbers);
    flip_signs(unsigned_numbers);
  }

 private:
  static void flip_signs(std::span<std::uint32_t> numbers) {
#pragma omp parallel for
    for (std::uint32_t& number : numbers) number ^= std::uint32_t{1} << 31;
  }
};

}  // namespace

const SorterEntry thrust_host_sorter{
    .name = "thrust-host",
    .summary = "thrust::sort on CPUs: the same call as on a GPU, by OpenMP threads",
    .why_unavailable = [] { return std::string(); },
    .default_workers = default_openmp_workers,
    .extra_memory = 2.5,  // see OpenMpSorter
    .make = [](const SortResources& r) -> std::unique_ptr<Sorter> {
      return std::make_unique<OpenMpSorter<ThrustSort>>(r.workers);
    },
    .rehearse = [](const SortResources& r) { rehearse_with_copies(r, thrust_host_sorter.extra_memory); },
};

}  // namespace crossover
