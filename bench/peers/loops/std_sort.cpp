// std::sort, as anybody would call it.

#include <algorithm>

#include "serve_sorts.hpp"

int main(int, char** arguments) {
  return serve_sorts(sort_task_of(arguments), "", [](const auto& arrays) {
    for (auto keys : arrays) std::sort(keys.begin(), keys.end());
  });
}
