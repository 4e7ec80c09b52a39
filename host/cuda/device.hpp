#pragma once

#include <string>
#include <vector>

namespace crossover {

/// A device that a backend or a sorter may work with. Its number is its place among all.
struct Device {
  std::string description;     ///< For people.
  std::string why_unusable{};  ///< Empty: it can be used.
};

/// The numbers of those that can be used.
inline std::vector<unsigned> usable(const std::vector<Device>& devices) {
  std::vector<unsigned> numbers;
  for (unsigned i = 0; i < devices.size(); ++i)
    if (devices[i].why_unusable.empty()) numbers.push_back(i);
  return numbers;
}

}  // namespace crossover
