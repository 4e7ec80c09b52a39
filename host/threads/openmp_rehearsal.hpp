#pragma once

#include <cstdint>

namespace crossover {

/// Throws Error where OpenMP's runtime could not start so many threads, the caller among them, or these could not take
/// `bytes` of memory together: it would end the process, and with it all that was measured. So that is tried in another
/// one, which takes as much address space as this one does now. Takes some milliseconds the first time for as much; not
/// to be timed. Only in a build with OpenMP.
void rehearse_openmp(unsigned threads, std::uint64_t bytes);

}  // namespace crossover
