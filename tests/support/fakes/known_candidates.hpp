#pragma once

#include <cstdint>
#include <vector>

#include "host/tune/candidates.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {

/// A candidate that took so many seconds for so many samples, without any set-up.
inline Candidate known(unsigned workers, double seconds, std::uint64_t samples = 1000,
                       const BackendEntry& backend = honest) {
  return {.configuration = with_scalar_kernel(backend, workers), .runs = {{samples, 0, seconds}}};
}

inline Candidate never_run(unsigned workers) { return {.configuration = with_scalar_kernel(honest, workers)}; }

inline Candidate failed(unsigned workers) {
  return {.configuration = with_scalar_kernel(honest, workers), .runs = {{1000, 0, 0.001}}, .failure = Error("out")};
}

}  // namespace crossover
