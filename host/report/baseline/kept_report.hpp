#pragma once

#include <string>
#include <vector>

#include "host/report/baseline/baseline_report.hpp"
#include "host/report/document.hpp"

/// What `crossover baseline` tells of results that were kept.
namespace crossover {

/// One of them, or why it cannot be read.
struct KeptBaseline {
  Baseline baseline;
  std::string why_not = {};
};

/// A row each: of what command, when, where and by what it was measured.
Document list_of(const std::vector<KeptBaseline>& kept);

/// Its runs, with the times of their warm rounds; as JSON the result as it was kept.
Document report_on(const Baseline& baseline);

/// That those of these names are no longer kept.
Document report_on_removal(const std::vector<std::string>& names);

}  // namespace crossover
