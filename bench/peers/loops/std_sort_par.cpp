// std::sort with std::execution::par. Without TBB libstdc++ would silently use one thread: its header must be there.

#include <tbb/global_control.h>

#include <algorithm>
#include <execution>

#include "serve_sorts.hpp"

int main(int, char** arguments) {
  const SortTask task = sort_task_of(arguments);
  const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, task.workers);
  return serve_sorts(task, "", [](const auto& arrays) {
    for (auto keys : arrays) std::sort(std::execution::par, keys.begin(), keys.end());
  });
}
