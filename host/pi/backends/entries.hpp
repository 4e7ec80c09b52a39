#pragma once

#include "host/pi/backend.hpp"

/// The rows of the table, each defined in the file of its name.
namespace crossover {

extern const BackendEntry serial_backend, threads_backend, openmp_backend, queue_backend, processes_backend,
    gil_backend, cuda_backend, hybrid_backend;

}  // namespace crossover
