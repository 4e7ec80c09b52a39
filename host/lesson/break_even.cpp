#include "host/lesson/break_even.hpp"

#include <algorithm>
#include <cmath>

#include "host/lesson/lesson_run.hpp"
#include "host/machine/cpus.hpp"
#include "host/measure/rounds.hpp"
#include "host/measure/verdict.hpp"
#include "host/system/stopwatch.hpp"
#include "kernels/cpu_kernels.hpp"

namespace crossover {
namespace {

/// What one worker counts to know how long a sample takes: a few milliseconds.
constexpr std::uint64_t samples_for_scalar = 1'000'000, samples_for_simd = 10'000'000;

/// Sizes around N*: that many powers of two below and above; more above where they do not pay yet.
constexpr int powers_around = 3, max_power = 5;

/// How many times its share of the time the search for a crossing may take, so that each size has enough rounds.
constexpr double max_overrun = 3;

constexpr std::uint64_t max_samples = 10'000'000'000;

/// N* 2^k, of which three digits are kept.
std::uint64_t size_beside(double samples, int power) {
  const double size = std::clamp(samples * std::exp2(power), 2.0, static_cast<double>(max_samples));
  const double digits = std::pow(10, std::max(0.0, std::floor(std::log10(size)) - 2));
  return static_cast<std::uint64_t>(std::round(size / digits) * digits);
}

Summary scaled(const Summary& summary, double factor) {
  std::vector<double> values = summary.raw;
  for (double& value : values) value *= factor;
  return summarize(values);
}

/// S and t, in paired rounds.
class Costs {
 public:
  Costs(LessonRun& lesson, BreakEven& result) : lesson_(lesson), result_(result), runs_(lesson_seed, 0) {}

  void measure(double seconds) {
    // A chunk of one sample each: all that such a run does is to start the workers, and to hear from each of them.
    const Configuration starting{
        .backend = result_.backend, .kernel = &simd_kernel, .workers = result_.workers, .chunk = 1};
    const std::vector<Timed> timed{
        [&] { return time(starting, result_.workers); },
        [&] { return time(one_worker_with(scalar_kernel), samples_for_scalar); },
        [&] { return time(one_worker_with(simd_kernel), samples_for_simd); },
    };
    const Rounds rounds =
        measure_in_rounds(timed, {.min_rounds = 9, .min_seconds = 0, .time_limit = seconds}, [](std::size_t) {});
    result_.machine = runs_.machine_state();
    lesson_.keep(runs_.disagreement());
    lesson_.keep_incidents(runs_.incidents());
    if (rounds.seconds.front().empty()) return;
    result_.start = summarize(rounds.seconds[0]);
    result_.kernels = {{&scalar_kernel, scaled(summarize(rounds.seconds[1]), 1.0 / samples_for_scalar)},
                       {&simd_kernel, scaled(summarize(rounds.seconds[2]), 1.0 / samples_for_simd)}};
  }

 private:
  std::optional<double> time(const Configuration& configuration, std::uint64_t samples) {
    const auto run = runs_.run(configuration, samples, lesson_.goes_on());
    if (!run) lesson_.note_stop();
    return run ? std::optional(run->seconds) : std::nullopt;
  }

  LessonRun& lesson_;
  BreakEven& result_;
  ColdRuns runs_;
};

void measure_crossing(LessonRun& lesson, const BreakEven& costs, double seconds, BreakEvenOfKernel& kernel) {
  const double expected = costs.point_of(kernel)->samples, t = kernel.per_sample->median;
  kernel.whole_runs.configurations = {one_worker_with(*kernel.kernel),
                                      {.backend = costs.backend, .kernel = kernel.kernel, .workers = costs.workers}};
  WholeRunTimer timer(lesson, WholeRunTimer::Split::equal_parts);
  const Stopwatch watch;
  for (int power = -powers_around; power <= max_power; ++power) {
    // A busy machine makes starts, and so these sizes, large.
    const double seconds_left = max_overrun * seconds - watch.seconds();
    const bool is_found = crossing_of(kernel.whole_runs.series).value_or(MeasuredCrossing()).first_after.has_value();
    if (lesson.is_over() || seconds_left <= 0 || (power > powers_around && is_found)) return;
    const std::uint64_t size = size_beside(expected, power);
    if (!kernel.whole_runs.series.points.empty() && size <= kernel.whole_runs.series.points.back().size) continue;
    const double round = costs.start->median + 2 * t * static_cast<double>(size);
    constexpr double enough_rounds = 10;
    timer.time(kernel.whole_runs, size,
               std::min(std::max(seconds / (2 * powers_around + 1), enough_rounds * round), seconds_left));
  }
}

}  // namespace

std::optional<BreakEvenPoint> break_even_point(const Summary& start, const Summary& per_sample, unsigned workers) {
  if (workers < 2) return std::nullopt;
  const auto samples = [&](double s, double t) { return s / (t * (1 - 1.0 / workers)); };
  BreakEvenPoint point{samples(start.median, per_sample.median)};
  if (start.ci95 && per_sample.ci95)
    point.interval =
        Interval{samples(start.ci95->low, per_sample.ci95->high), samples(start.ci95->high, per_sample.ci95->low)};
  return point;
}

std::optional<MeasuredCrossing> crossing_of(const Series& series) {
  MeasuredCrossing crossing;
  bool is_any_judged = false;
  for (const TimingsAtSize& at : series.points) {
    if (at.seconds.at(0).empty() || at.seconds.at(1).empty()) continue;
    const Verdict verdict = verdict_on(at.seconds[1], at.seconds[0], at.machine_was_quiet);
    if (!is_judged(verdict)) continue;
    is_any_judged = true;
    if (verdict == Verdict::does_not_pay) crossing.last_before = at.size;
    if (verdict != Verdict::pays) crossing.first_after.reset();
    if (verdict == Verdict::pays && !crossing.first_after) crossing.first_after = at.size;
  }
  return is_any_judged ? std::optional(crossing) : std::nullopt;
}

std::optional<BreakEvenPoint> BreakEven::point_of(const BreakEvenOfKernel& kernel) const {
  return start && kernel.per_sample ? break_even_point(*start, *kernel.per_sample, at_once) : std::nullopt;
}

MachineState BreakEven::whole_state() const {
  if (!machine.quiet) return machine;
  const auto busy = std::ranges::find_if(kernels, [](const auto& k) { return !k.whole_runs.machine.quiet; });
  return busy == kernels.end() ? machine : busy->whole_runs.machine;
}

void measure_break_even(LessonRun& lesson, const BackendEntry& backend, unsigned workers, double seconds,
                        BreakEven& result) {
  result.backend = &backend;
  result.workers = workers;
  result.at_once = std::min(workers, usable_cpus());
  if (result.at_once < 2) return;
  constexpr double share_of_costs = 0.3;
  Costs(lesson, result).measure(share_of_costs * seconds);
  if (!result.start) return;
  for (BreakEvenOfKernel& kernel : result.kernels)
    measure_crossing(lesson, result, (1 - share_of_costs) * seconds / static_cast<double>(result.kernels.size()),
                     kernel);
}

}  // namespace crossover
