#include <string>
#include <vector>

#include "host/lesson/lesson_run.hpp"

namespace crossover {
namespace {

constexpr unsigned processes = 2;

void run_model_queue(LessonRun& run) {
  run.measure(1, [&](double seconds) {
    measure_weak_scaling(run, run.sizes().samples_of_thread, processes, seconds, run.lesson().weak_scaling.emplace());
  });
}

std::vector<std::string> python_model_queue(const LessonRun& run) {
  return {"model_queue.py", std::to_string(run.sizes().samples_of_thread)};
}

}  // namespace

const Exercise model_queue_exercise{
    .name = "model-queue",
    .title = "Pi by two processes that each count all N",
    .share = 0.06,
    .run = run_model_queue,
    .python_command = python_model_queue,
};

}  // namespace crossover
