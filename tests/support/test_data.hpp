#pragma once

#include <cstdlib>
#include <string>

namespace crossover {

/// A file of tests/data, or of the folder that the environment variable CROSSOVER_TEST_DATA names.
inline std::string test_data(const std::string& name) {
  const char* const named = std::getenv("CROSSOVER_TEST_DATA");
  return std::string(named != nullptr ? named : TEST_DATA) + "/" + name;
}

}  // namespace crossover
