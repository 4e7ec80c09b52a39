// Highway's vqsort as its shared library offers it: the library chooses the instruction set.

#include <hwy/contrib/sort/vqsort.h>

#include "serve_sorts.hpp"

int main(int, char** arguments) {
  const hwy::Sorter sorter;
  return serve_sorts(sort_task_of(arguments), "libhwy_contrib chooses the instruction set", [&](const auto& arrays) {
    for (auto keys : arrays) sorter(keys.data(), keys.size(), hwy::SortAscending());
  });
}
