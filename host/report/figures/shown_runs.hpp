#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "host/measure/statistics.hpp"
#include "host/report/chart/palette.hpp"
#include "host/report/json.hpp"

namespace crossover {

/// Times of one kind, cold or warm, as far as a run has them; in seconds.
struct ShownTimes {
  std::optional<double> median;
  std::optional<Interval> interval;
  std::vector<double> rounds;  ///< In the order measured.
};

struct ShownRun {
  std::size_t configuration;  ///< Of ShownRuns.
  double size;                ///< In samples or keys.
  ShownTimes cold, warm;
  std::optional<double> speed_up = {}, cold_speed_up = {};  ///< Over the baseline.
  std::optional<Interval> speed_up_interval = {}, cold_speed_up_interval = {};
  const Json* json;  ///< Of the document, which must outlive it.
};

struct ShownConfiguration {
  std::string name;  ///< With what tells it apart: "threads", "threads, scalar".
  Look look;
  Json names;  ///< The members that name it, without the size.
};

/// The runs of a document as charts and tables show them.
struct ShownRuns {
  std::string what = "samples";  ///< Or "keys".
  std::vector<ShownConfiguration> configurations;
  std::vector<ShownRun> runs;
  std::vector<double> sizes;  ///< Each once, ascending.

  std::vector<ShownRun> of(std::size_t configuration) const;
};

/// Of a list of runs; those that could not run are left out, and members of other types than they should have.
ShownRuns shown_runs(const Json& runs);

/// "threads, 1e5 samples: 12.3 µs (12.1 to 12.5), 48 rounds, 8.13 Gsamples/s, 1.94 times the
/// baseline".
std::string tip_of(const ShownRuns& shown, const ShownRun& run, bool is_cold);

/// "12.3 µs (12.1 to 12.5)"; "-" where there is none.
std::string format_times(const ShownTimes& times);

/// "1e5 samples"
std::string format_sized(const ShownRuns& shown, double size);

}  // namespace crossover
