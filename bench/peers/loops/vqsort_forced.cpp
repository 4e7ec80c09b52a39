// vqsort as crossover compiles it, with one instruction set, whichever is the fastest here. Without arguments it says
// which there are.

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernels/simd/sort.hpp"
#include "serve_sorts.hpp"

namespace {

template <class T>
const crossover::SimdSort<T>* simd_sort_named(const std::string& name) {
  const auto& sorts = crossover::simd_sorts<T>();
  const auto found = std::ranges::find(sorts, name, &crossover::SimdSort<T>::name);
  return found == sorts.end() ? nullptr : &*found;
}

/// Not the last, which is plain C++.
int list() {
  const auto& sorts = crossover::simd_sorts<std::int64_t>();
  for (std::size_t i = 0; i + 1 < sorts.size(); ++i) std::cout << sorts[i].name << '\n';
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 1) return list();
  const std::string name = arguments[6];
  return serve_sorts(sort_task_of(arguments), "", [&]<class T>(const std::vector<std::span<T>>& arrays) {
    static const crossover::SimdSort<T>& simd = *simd_sort_named<T>(name);
    for (const auto keys : arrays) simd.sort(keys.data(), keys.size());
  });
}
