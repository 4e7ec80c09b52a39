#pragma once

#include <cstdlib>

#include "host/pi/processes/serve.hpp"

namespace crossover {

/// As long as it lives no worker process can be started, since this program takes itself for one.
class WithoutProcesses {
 public:
  WithoutProcesses() { setenv(worker_mark, "1", 1); }
  ~WithoutProcesses() { unsetenv(worker_mark); }
  WithoutProcesses(const WithoutProcesses&) = delete;
  WithoutProcesses& operator=(const WithoutProcesses&) = delete;
};

}  // namespace crossover
