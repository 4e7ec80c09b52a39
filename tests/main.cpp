// main() of the test programs whose tests may start worker processes: these are this program itself.

#include <gtest/gtest.h>

#include "host/pi/processes/serve.hpp"

int main(int argc, char** argv) {
  if (const auto* kernel = crossover::kernel_to_serve_with({argv, static_cast<std::size_t>(argc)})) {
    crossover::serve_hits(*kernel, [] { return true; });
    crossover::end_worker_process(0);
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
