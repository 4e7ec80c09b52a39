#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "host/compare/walk/pi_walk.hpp"
#include "host/measure/series/models.hpp"
#include "host/measure/series/overtaking.hpp"

/// What follows from a walk over numbers of samples, derived once for all that is told of it.
namespace crossover {

struct ModelOfRuns {
  std::size_t configuration;
  RunKind kind;
  Model model;
};

/// Where one of a pair overtakes the other.
struct PairFindings {
  Pair pair;
  RunKind kind;
  Series series;  ///< Of the pair alone: 0 is the baseline.
  std::vector<Overtaking> overtakings;
};

/// Where another becomes the fastest of all, by the sizes at which all were measured.
struct ChangeOfTheFastest {
  RunKind kind;
  Overtaking overtaking;
};

/// How long a run of a configuration that has left the walk would take, by its line.
struct PiPrediction {
  std::size_t configuration;
  RunKind kind;
  std::uint64_t samples;
  double seconds;
};

struct PiFindings {
  std::vector<PairFindings> pairs;  ///< Cold and warm of each pair behind one another.
  std::vector<ChangeOfTheFastest> changes;
  std::vector<ModelOfRuns> models;  ///< Cold and warm of each configuration behind one another.
  std::vector<PiPrediction> predictions;

  const Model* model_of(std::size_t configuration, RunKind kind) const;
};

PiFindings find_in(const PiWalk& walk);

}  // namespace crossover
