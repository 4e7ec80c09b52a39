#include "host/cuda/wait.hpp"

#include "host/system/stopwatch.hpp"

namespace crossover::cuda {

void wait_for_soon(Runtime& runtime, const OwnedEvent& event) {
  for (const Stopwatch watch; watch.seconds() < 2 * max_awake_seconds;)
    if (runtime.has_come_to(event.get())) return;
  runtime.wait_for(event.get());
}

void wait_for(Runtime& runtime, const OwnedEvent& event, double expected_seconds) {
  if (expected_seconds < max_awake_seconds)
    wait_for_soon(runtime, event);
  else
    runtime.wait_for(event.get());
}

}  // namespace crossover::cuda
