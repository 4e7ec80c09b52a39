#include <array>
#include <span>

#include "host/pi/backend.hpp"
#include "host/pi/backends/entries.hpp"

namespace crossover {

std::span<const BackendEntry* const> backends() {
  static constexpr std::array table{&serial_backend,    &threads_backend, &openmp_backend, &queue_backend,
                                    &processes_backend, &gil_backend,     &cuda_backend,   &hybrid_backend};
  return table;
}

}  // namespace crossover
