#include "host/report/lesson/break_even_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
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
std::string_view workers_by(const BackendEntry& backend) {
  return &backend == &processes_backend ? "processes" : "threads";
}

/// By one worker and by all.
struct WholeRunsOfCode {
  const Series& series;
  const MachineState& machine;
};

WholeRunsOfCode runs_of(const BreakEvenOfKernel& kernel) {
  return {kernel.whole_runs.series, kernel.whole_runs.machine};
}

WholeRunsOfCode runs_of(const PythonBreakEven& code) { return {code.series, code.machine}; }

/// Whether it is clear of each size that they do not pay there.
bool pay_nowhere(const Series& series) {
  return std::ranges::all_of(series.points, [](const TimingsAtSize& at) {
    const Verdict verdict = verdict_on(at.seconds.at(1), at.seconds.at(0), at.machine_was_quiet);
    return verdict == Verdict::does_not_pay || verdict == Verdict::tie;
  });
}

/// Where whole runs began to pay: "between 2.55e4 and 5.09e4".
std::string describe_crossing(const WholeRunsOfCode& runs) {
  if (runs.series.points.empty()) return "not measured";
  const auto crossing = crossing_of(runs.series);
  if (!crossing) return runs.machine.quiet ? "not judged: too few rounds" : "not judged: machine busy";
  if (!crossing->last_before && !crossing->first_after) return "not clear at any size";
  if (!crossing->last_before) return fmt::format("from {} or less on", format_size(*crossing->first_after));
  if (!crossing->first_after && pay_nowhere(runs.series))
    return fmt::format("at no size up to {}", format_size(runs.series.points.back().size));
  if (!crossing->first_after) return fmt::format("not clear above {}", format_size(*crossing->last_before));
  return fmt::format("between {} and {}", format_size(*crossing->last_before), format_size(*crossing->first_after));
}

/// Whether the formula, with its interval, and what was measured agree, or how far apart they are: " (as the formula
/// says)", " (at least 1.40 times as many)".
std::string describe_difference(const BreakEvenPoint& point, const WholeRunsOfCode& runs) {
  const auto crossing = crossing_of(runs.series);
  if (!crossing || !crossing->last_before || !crossing->first_after) return "";
  const auto low = static_cast<double>(*crossing->last_before), high = static_cast<double>(*crossing->first_after);
  const Interval formula = point.interval.value_or(Interval{point.samples, point.samples});
  if (formula.high >= low && formula.low <= high) return " (as the formula says)";
  const bool pays_later = formula.high < low;
  return fmt::format(" ({} {} times as many)", pays_later ? "at least" : "at most",
                     format_ratio(pays_later ? low / point.samples : high / point.samples));
}

/// "for the plain loop from N* = 2.54e4 (2.49e4 to 2.6e4) on, measured: between 2.55e4 and 5.09e4 (as the formula
/// says)"
std::string describe_code(std::string_view code, const BreakEvenPoint& point, const WholeRunsOfCode& runs) {
  return fmt::format("for {} from N* = {} on, measured: {}{}", code, describe(point), describe_crossing(runs),
                     describe_difference(point, runs));
}

/// With the code's own S where that was measured, else with S of here; none without.
std::optional<BreakEvenPoint> point_with(const BreakEven& even, const OtherCode& code) {
  if (code.measured != nullptr) return code.measured->point();
  if (!even.start) return std::nullopt;
  const std::vector<double> t{code.per_point};
  Summary exact = summarize(t);
  exact.ci95 = Interval{code.per_point, code.per_point};
  return break_even_point(*even.start, exact, even.at_once);
}

/// Medians of whole runs at each size, by one worker and by all.
Json json_of_whole_runs(const Series& series) {
  Json all = Json::array();
  for (const TimingsAtSize& at : series.points) {
    const auto seconds = [&](std::size_t candidate) {
      const auto& rounds = at.seconds.at(candidate);
      return rounds.empty() ? Json(nullptr) : json_of(summarize(rounds));
    };
    all.push_back({{"samples", at.size}, {"one_worker", seconds(0)}, {"all_workers", seconds(1)}});
  }
  return all;
}

/// "loop", "numba"
std::string_view language_of(const PythonBreakEven& code) {
  return std::string_view(code.code).substr(code.code.find('.') + 1);
}

/// " Python's own 2 take S = 61.2 ms (loop)." Nothing where none were measured.
std::string describe_costs_in_python(const std::vector<OtherCode>& others) {
  std::vector<std::string> parts;
  unsigned workers = 0;
  for (const OtherCode& code : others) {
    if (code.measured == nullptr || code.measured->start.empty()) continue;
    workers = code.measured->workers;
    parts.push_back(fmt::format("{} ({})", format_duration(median(code.measured->start)), language_of(*code.measured)));
  }
  return parts.empty() ? "" : fmt::format(" Python's own {} take S = {}.", workers, fmt::join(parts, ", "));
}

/// Python's threads that run its loop hold its one lock.
const char* why_nowhere(const PythonBreakEven& code) {
  return code.code == "threads.loop" && pay_nowhere(code.series) ? ", since they hold the one lock" : "";
}

}  // namespace

std::vector<OtherCode> codes_of_python(const Lesson& lesson, const BackendEntry& backend) {
  const auto code = [&](const char* title, std::string_view name, const std::optional<double>& here, double in_notes) {
    if (!here) return OtherCode{fmt::format("{}, as in the notes", title), in_notes};
    const auto* measured =
        lesson.python ? lesson.python->break_even_of(fmt::format("{}.{}", workers_by(backend), name)) : nullptr;
    const bool has_point = measured != nullptr && measured->point();
    return OtherCode{fmt::format("{}, here", title), has_point ? median(measured->per_point) : *here,
                     has_point ? measured : nullptr};
  };
  return {code("Python's loop", "loop", python_point_here(lesson), notes::python_point),
          code("numba", "numba", numba_point_here(lesson), notes::numba_point)};
}

std::string describe_costs(const BreakEven& even, const std::vector<OtherCode>& others) {
  if (!even.start) return "";
  const std::string at_once =
      even.at_once < even.workers ? fmt::format(" ({} of them can work at the same time)", even.at_once) : "";
  return fmt::format(
      "When do {0} {1} pay, with their start? They take S = {2} to start and to answer. One worker takes T1 = t N, "
      "{0}{3} take S + t N / {4}, so they pay from N* = S / (t (1 - 1/{4})) on: the faster the code, the more "
      "samples.{5}",
      even.workers, workers_by(*even.backend), format_duration(*even.start), at_once, even.at_once,
      describe_costs_in_python(others));
}

Table break_even_table(const BreakEven& even, const std::vector<OtherCode>& others) {
  Table table{.columns = {{.title = "code", .width = 30},
                          {.title = "t", .align = Align::right, .width = 8},
                          {.title = "N*", .width = 8},
                          {.title = "measured to pay", .width = 28, .is_prose = true}},
              .rows = {}};
  for (const OtherCode& code : others)
    if (const auto point = point_with(even, code))
      table.rows.push_back({code.title, format_duration(code.per_point), format_samples(point->samples),
                            code.measured != nullptr ? describe_crossing(runs_of(*code.measured)) : absent});
  for (const BreakEvenOfKernel& kernel : even.kernels)
    if (const auto point = even.point_of(kernel))
      table.rows.push_back({title_of(*kernel.kernel), format_duration(kernel.per_sample->median),
                            format_samples(point->samples), describe_crossing(runs_of(kernel))});
  return table;
}

std::string describe_break_even(const BreakEven& even) {
  std::vector<std::string> parts;
  for (const BreakEvenOfKernel& kernel : even.kernels)
    if (const auto point = even.point_of(kernel))
      parts.push_back(describe_code(&scalar_kernel == kernel.kernel ? "the plain loop" : "the SIMD kernel", *point,
                                    runs_of(kernel)));
  if (parts.empty()) return "";
  return fmt::format("By the formula {} {} pay {}.", even.workers, workers_by(*even.backend), fmt::join(parts, "; "));
}

std::string describe_break_even_in_python(const Lesson& lesson, const BackendEntry& backend) {
  std::vector<std::string> parts;
  unsigned workers = 0;
  for (const OtherCode& code : codes_of_python(lesson, backend)) {
    if (code.measured == nullptr) continue;
    workers = code.measured->workers;
    const std::string_view name = language_of(*code.measured) == "loop" ? "Python's loop" : "numba";
    parts.push_back(describe_code(name, *code.measured->point(), runs_of(*code.measured)) +
                    why_nowhere(*code.measured));
  }
  if (parts.empty()) return "";
  return fmt::format("By the formula {} {} pay {}.", workers, workers_by(backend), fmt::join(parts, "; "));
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
  const auto add = [&](Json row, const Series& whole_runs) {
    const auto crossing = crossing_of(whole_runs);
    row["last_before"] = crossing ? or_null(crossing->last_before) : Json(nullptr);
    row["first_after"] = crossing ? or_null(crossing->first_after) : Json(nullptr);
    row["whole_runs"] = json_of_whole_runs(whole_runs);
    codes.push_back(row);
  };
  for (const OtherCode& code : others)
    add(point_of({{"code", code.title},
                  {"kernel", nullptr},
                  {"own_start", code.measured != nullptr ? json_of(summarize(code.measured->start)) : Json(nullptr)},
                  {"seconds_per_sample", code.per_point}},
                 point_with(even, code)),
        code.measured != nullptr ? code.measured->series : Series());
  for (const BreakEvenOfKernel& kernel : even.kernels)
    add(point_of({{"code", title_of(*kernel.kernel)},
                  {"kernel", kernel.kernel->name},
                  {"own_start", nullptr},
                  {"seconds_per_sample", kernel.per_sample ? Json(kernel.per_sample->median) : Json(nullptr)}},
                 even.point_of(kernel)),
        kernel.whole_runs.series);
  return {{"backend", even.backend->name},     {"workers", even.workers},
          {"at_once", even.at_once},           {"start", even.start ? json_of(*even.start) : Json(nullptr)},
          {"quiet", even.whole_state().quiet}, {"codes", codes}};
}

}  // namespace crossover
