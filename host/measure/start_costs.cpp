#include "host/measure/start_costs.hpp"

#include <functional>
#include <system_error>
#include <thread>
#include <vector>

#include "host/measure/statistics.hpp"
#include "host/pi/processes/process_pool.hpp"
#include "host/pi/processes/serve.hpp"
#include "host/system/error.hpp"
#include "host/system/stopwatch.hpp"
#include "kernels/cpu_kernels.hpp"

namespace crossover {
namespace {

constexpr std::size_t min_starts = 9, max_starts = 101;
constexpr double seconds_for_each = 0.02;

/// The first is not counted: it finds caches cold, and a core that may have slept.
Summary seconds_of(const std::function<void()>& start_and_end) {
  start_and_end();
  std::vector<double> seconds;
  const Stopwatch all;
  while (seconds.size() < min_starts || (seconds.size() < max_starts && all.seconds() < seconds_for_each)) {
    const Stopwatch one;
    start_and_end();
    seconds.push_back(one.seconds());
  }
  return summarize(seconds);
}

void start_thread() {
  try {
    std::thread([] {}).join();
  } catch (const std::system_error& e) {
    throw Error("cannot start a thread: " + e.code().message());
  }
}

void start_process() { const ProcessPool pool(command_of_worker(simd_kernel), 1); }

}  // namespace

StartCosts measure_start_costs(bool of_process) {
  StartCosts costs;
  try {
    costs.thread = seconds_of(start_thread);
    if (of_process) costs.process = seconds_of(start_process);
  } catch (const Error& error) {
    costs.failure = error;
  }
  return costs;
}

}  // namespace crossover
