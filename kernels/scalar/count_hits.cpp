#include "kernels/scalar/count_hits.hpp"

namespace crossover {

std::uint64_t count_hits_scalar(Seed seed, SampleRange range) { return count_hits(seed, range); }

}  // namespace crossover
