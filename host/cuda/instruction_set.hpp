#pragma once

#include <string>

#include "kernels/kernel.hpp"

namespace crossover {

/// What a kernel runs on here, for people to read: "AVX2", or of a GPU's kernel the first GPU's compute capability,
/// "sm_90".
std::string instruction_set_of(const Kernel& kernel);

}  // namespace crossover
