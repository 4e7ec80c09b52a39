#pragma once

#include <string>
#include <vector>

#include "host/compare/scaling/scaling.hpp"

/// What several workers or GPUs of a backend reach beside one, in sentences.
namespace crossover {

/// "workers", "GPUs".
const char* unit_of(const ScalingOfBackend& found);

/// "threads", and with which kernel where there are several.
std::string label_of(const ScalingOfBackend& found, const std::vector<ScalingOfBackend>& all);

/// A sentence for each backend and way of scaling, and where workers begin to share something.
std::vector<std::string> sentences_on(const std::vector<ScalingOfBackend>& all, const CpuLayout& layout);

}  // namespace crossover
