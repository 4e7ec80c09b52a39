#pragma once

#include <string>

#include "host/report/document.hpp"
#include "host/report/json.hpp"

/// What a result says beside an earlier one.
namespace crossover {

/// A result that was kept, and what people call it.
struct Baseline {
  std::string name;
  Json document;
};

/// Adds to a finished result how its runs stand to those of a baseline: a table and findings, the JSON member
/// `baseline` (what was there stands among `more_baselines` then), and where one is slower a note, and
/// ExitCode::regression if nothing worse has happened. `threshold` as of change_between().
void add_baseline(Document& document, const Baseline& baseline, double threshold);

}  // namespace crossover
