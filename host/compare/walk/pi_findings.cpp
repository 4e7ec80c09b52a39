#include "host/compare/walk/pi_findings.hpp"

#include <algorithm>
#include <array>

namespace crossover {
namespace {

/// All measurements of one kind, and their lines.
struct OfKind {
  RunKind kind;
  Series series, series_of_points;
  Lines lines;
};

OfKind measured_in(const PiWalk& walk, RunKind kind) {
  const Series series = walk.series(kind);
  return {.kind = kind, .series = series, .series_of_points = walk.series_of_points(kind), .lines = Lines(series)};
}

/// Whether a size was reached when the configuration had left already.
bool had_left_before(const PiWalk& walk, std::size_t configuration, std::uint64_t size) {
  const auto at = std::ranges::find_if(walk.points, [&](const PiPoint& p) { return p.samples() == size; });
  if (at == walk.points.end()) return walk.is_done;
  return at->run_of(configuration) == nullptr && !at->comparison.runs.empty();
}

void predict(const PiWalk& walk, PiFindings& findings) {
  for (const auto& [configuration, kind, model] : findings.models)
    for (const std::uint64_t size : walk.sizes)
      if (had_left_before(walk, configuration, size))
        findings.predictions.push_back({configuration, kind, size, model.line.seconds(static_cast<double>(size))});
}

}  // namespace

const Model* PiFindings::model_of(std::size_t configuration, RunKind kind) const {
  const auto found = std::ranges::find_if(
      models, [&](const ModelOfRuns& m) { return m.configuration == configuration && m.kind == kind; });
  return found == models.end() ? nullptr : &found->model;
}

PiFindings find_in(const PiWalk& walk) {
  const std::array kinds{measured_in(walk, RunKind::cold), measured_in(walk, RunKind::warm)};
  PiFindings findings;
  for (const Pair& pair : walk.pairs())
    for (const OfKind& of : kinds)
      findings.pairs.push_back({pair, of.kind, pair_of(of.series, pair.baseline, pair.other),
                                overtakings_of(of.series, of.lines, pair.baseline, pair.other)});
  for (const OfKind& of : kinds)
    for (const Overtaking& overtaking : overtakings_of_the_fastest(of.series_of_points, of.lines))
      findings.changes.push_back({of.kind, overtaking});
  for (std::size_t i = 0; i < walk.configurations.size(); ++i)
    for (const OfKind& of : kinds)
      if (const auto model = of.lines.model_of(i)) findings.models.push_back({i, of.kind, *model});
  predict(walk, findings);
  return findings;
}

}  // namespace crossover
