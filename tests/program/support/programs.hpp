#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

/// The programs that the tests run.
namespace crossover {

/// The folder that the test program is in.
inline std::filesystem::path folder_of_tests() { return std::filesystem::read_symlink("/proc/self/exe").parent_path(); }

/// The program under test: that which the environment variable CROSSOVER_PROGRAM names, else the one built here. Its
/// file is called crossover.
inline std::string program() {
  const char* const named = std::getenv("CROSSOVER_PROGRAM");
  return named != nullptr ? named : CROSSOVER_PROGRAM;
}

/// The same but for its tables of backends and sorters, some of which lie.
inline std::string program_with_liars() { return folder_of_tests() / "with_liars" / "crossover"; }

/// The same but for the backend serial alone, which is slower by 10 %, or by as many as CROSSOVER_SLOWER says.
inline std::string program_with_slow_kernel() { return folder_of_tests() / "with_slow_kernel" / "crossover"; }

/// The same with two emulated GPUs.
inline std::string program_with_gpus() { return folder_of_tests() / "with_gpus" / "crossover"; }

}  // namespace crossover
