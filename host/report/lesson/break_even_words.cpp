#include "host/report/lesson/break_even_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "host/pi/backends/entries.hpp"
#include "host/report/lesson/answers.hpp"
#include "host/report/lesson/notes_figures.hpp"
#include "host/report/lesson/python_answers.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "kernels/cpu_kernels.hpp"

namespace crossover {
namespace {

std::string format_samples(double samples) { return format_size(static_cast<std::uint64_t>(std::llround(samples))); }

/// "2.54e4 (2.49e4 to 2.6e4)"
std::string describe(const BreakEvenPoint& point) {
  if (!point.interval) return format_samples(point.samples);
  return fmt::format("{} ({} to {})", format_samples(point.samples), format_samples(point.interval->low),
                     format_samples(point.interval->high));
}

std::string title_of(const Kernel& kernel) { return &kernel == &scalar_kernel ? "plain loop" : "SIMD"; }

/// "threads", "processes"
std::string_view workers_of(const BreakEven& even) {
  return even.backend == &processes_backend ? "processes" : "threads";
}

/// Where whole runs began to pay: "between 2.55e4 and 5.09e4".
std::string describe_crossing(const BreakEvenOfKernel& kernel) {
  if (kernel.whole_runs.series.points.empty()) return "not measured";
  const auto crossing = crossing_of(kernel.whole_runs.series);
  if (!crossing) return kernel.whole_runs.machine.quiet ? "not judged: too few rounds" : "not judged: machine busy";
  if (!crossing->last_before && !crossing->first_after) return "not clear at any size";
  if (!crossing->last_before) return fmt::format("from {} or less on", format_size(*crossing->first_after));
  if (!crossing->first_after) return fmt::format("not clear above {}", format_size(*crossing->last_before));
  return fmt::format("between {} and {}", format_size(*crossing->last_before), format_size(*crossing->first_after));
}

/// Whether the formula, with its interval, and what was measured agree, or how far apart they are: " (as the formula
/// says)", " (at least 1.40 times as many)".
std::string describe_difference(const BreakEvenPoint& point, const BreakEvenOfKernel& kernel) {
  const auto crossing = crossing_of(kernel.whole_runs.series);
  if (!crossing || !crossing->last_before || !crossing->first_after) return "";
  const auto low = static_cast<double>(*crossing->last_before), high = static_cast<double>(*crossing->first_after);
  const Interval formula = point.interval.value_or(Interval{point.samples, point.samples});
  if (formula.high >= low && formula.low <= high) return " (as the formula says)";
  const bool pays_later = formula.high < low;
  return fmt::format(" ({} {} times as many)", pays_later ? "at least" : "at most",
                     format_ratio(pays_later ? low / point.samples : high / point.samples));
}

/// With t of the notes; none without S.
std::optional<BreakEvenPoint> point_with(const BreakEven& even, double per_point) {
  if (!even.start) return std::nullopt;
  const std::vector<double> t{per_point};
  Summary exact = summarize(t);
  exact.ci95 = Interval{per_point, per_point};
  return break_even_point(*even.start, exact, even.at_once);
}

/// Medians of whole runs at each size, by one worker and by all.
Json whole_runs_of(const WholeRuns& whole) {
  Json all = Json::array();
  for (const TimingsAtSize& at : whole.series.points) {
    const auto one = whole.seconds(0, at.size), several = whole.seconds(1, at.size);
    all.push_back({{"samples", at.size},
                   {"one_worker", one ? json_of(*one) : Json(nullptr)},
                   {"all_workers", several ? json_of(*several) : Json(nullptr)}});
  }
  return all;
}

}  // namespace

std::string describe_costs(const BreakEven& even) {
  if (!even.start) return "";
  const std::string at_once =
      even.at_once < even.workers ? fmt::format(" ({} of them can work at the same time)", even.at_once) : "";
  return fmt::format(
      "When do {0} {1} pay, with their start? They take S = {2} to start and to answer. One worker takes T1 = t N, "
      "{0}{3} take S + t N / {4}, so they pay from N* = S / (t (1 - 1/{4})) on: the faster the code, the more samples.",
      even.workers, workers_of(even), format_duration(*even.start), at_once, even.at_once);
}

std::vector<OtherCode> codes_of_python(const Lesson& lesson) {
  const auto loop = python_point_here(lesson), numba = numba_point_here(lesson);
  return {
      loop ? OtherCode{"Python's loop, here", *loop} : OtherCode{"Python's loop, as in the notes", notes::python_point},
      numba ? OtherCode{"numba, here", *numba} : OtherCode{"numba, as in the notes", notes::numba_point}};
}

Table break_even_table(const BreakEven& even, const std::vector<OtherCode>& others) {
  Table table{.columns = {{.title = "code", .width = 30},
                          {.title = "t", .align = Align::right, .width = 8},
                          {.title = "N*", .width = 8},
                          {.title = "measured to pay", .width = 28, .is_prose = true}},
              .rows = {}};
  for (const OtherCode& code : others)
    if (const auto point = point_with(even, code.per_point))
      table.rows.push_back({code.title, format_duration(code.per_point), format_samples(point->samples), absent});
  for (const BreakEvenOfKernel& kernel : even.kernels)
    if (const auto point = even.point_of(kernel))
      table.rows.push_back({title_of(*kernel.kernel), format_duration(kernel.per_sample->median),
                            format_samples(point->samples), describe_crossing(kernel)});
  return table;
}

std::string describe_break_even(const BreakEven& even) {
  std::vector<std::string> parts;
  for (const BreakEvenOfKernel& kernel : even.kernels)
    if (const auto point = even.point_of(kernel))
      parts.push_back(fmt::format("for the {} from N* = {} on, measured: {}{}",
                                  &scalar_kernel == kernel.kernel ? "plain loop" : "SIMD kernel", describe(*point),
                                  describe_crossing(kernel), describe_difference(*point, kernel)));
  if (parts.empty()) return "";
  return fmt::format("By the formula {} {} pay {}.", even.workers, workers_of(even), fmt::join(parts, "; "));
}

std::string describe_with_start(const Lesson& lesson, const std::optional<BreakEven>& even, const Exercise& exercise,
                                std::string_view workers) {
  if (lesson.workers < 2) return "With one worker there is nothing to share out.";
  if (even && even->at_once < 2) return "This process may use one CPU, on which no two workers work at the same time.";
  if (!even || !even->start) return not_measured(fmt::format("what the start of {} takes", workers), exercise);
  if (const MachineState state = even->whole_state(); !state.quiet) return not_judged(state, exercise);
  return fmt::format("Starting {} {} takes {}. {}", even->workers, workers, format_duration(*even->start),
                     describe_break_even(*even));
}

std::string format_break_even(double start, double per_point, unsigned workers) {
  const std::vector<double> s{start}, t{per_point};
  return format_samples(break_even_point(summarize(s), summarize(t), workers)->samples);
}

Json json_of(const BreakEven& even, const std::vector<OtherCode>& others) {
  const auto point_of = [](Json code, const std::optional<BreakEvenPoint>& point) {
    code["n_star"] = point ? Json(point->samples) : Json(nullptr);
    code["n_star_ci95"] = point && point->interval ? Json{point->interval->low, point->interval->high} : Json(nullptr);
    return code;
  };
  Json codes = Json::array();
  for (const OtherCode& code : others) {
    Json row = point_of({{"code", code.title}, {"kernel", nullptr}, {"seconds_per_sample", code.per_point}},
                        point_with(even, code.per_point));
    row["last_before"] = row["first_after"] = nullptr;
    row["whole_runs"] = Json::array();
    codes.push_back(row);
  }
  for (const BreakEvenOfKernel& kernel : even.kernels) {
    Json row = point_of({{"code", title_of(*kernel.kernel)},
                         {"kernel", kernel.kernel->name},
                         {"seconds_per_sample", kernel.per_sample ? Json(kernel.per_sample->median) : Json(nullptr)}},
                        even.point_of(kernel));
    const auto crossing = crossing_of(kernel.whole_runs.series);
    row["last_before"] = crossing ? or_null(crossing->last_before) : Json(nullptr);
    row["first_after"] = crossing ? or_null(crossing->first_after) : Json(nullptr);
    row["whole_runs"] = whole_runs_of(kernel.whole_runs);
    codes.push_back(row);
  }
  return {{"backend", even.backend->name},     {"workers", even.workers},
          {"at_once", even.at_once},           {"start", even.start ? json_of(*even.start) : Json(nullptr)},
          {"quiet", even.whole_state().quiet}, {"codes", codes}};
}

}  // namespace crossover
