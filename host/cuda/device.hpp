#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace crossover {

/// A device that a backend or a sorter may work with. Its number is its place among all.
struct Device {
  std::string description;     ///< For people.
  std::string why_unusable{};  ///< Empty: it can be used.
  std::string address{};       ///< On the PCI bus: "0000:3b:00.0".
};

/// The numbers of those that can be used.
inline std::vector<unsigned> usable(const std::vector<Device>& devices) {
  std::vector<unsigned> numbers;
  for (unsigned i = 0; i < devices.size(); ++i)
    if (devices[i].why_unusable.empty()) numbers.push_back(i);
  return numbers;
}

/// The numbers of those that are used: those that were chosen, or all that can be used where none were.
inline std::vector<unsigned> used_of(const std::vector<Device>& all, const std::vector<unsigned>& chosen) {
  std::vector<unsigned> numbers = usable(all);
  if (!chosen.empty()) std::erase_if(numbers, [&](unsigned i) { return std::ranges::count(chosen, i) == 0; });
  return numbers;
}

}  // namespace crossover
