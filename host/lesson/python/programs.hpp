#pragma once

#include <span>
#include <string_view>

namespace crossover {

/// A Python program of this folder, which runs cells of the notes; or what they have in common.
struct PythonProgram {
  std::string_view file, text;
};

std::span<const PythonProgram> python_programs();

}  // namespace crossover
