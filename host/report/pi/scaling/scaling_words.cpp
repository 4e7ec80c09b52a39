#include "host/report/pi/scaling/scaling_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

/// "8 workers", "2 GPUs"
std::string count_of(const ScalingOfBackend& found, unsigned workers) {
  const bool is_one = workers == 1;
  if (found.is_of_devices) return fmt::format("{} GPU{}", workers, is_one ? "" : "s");
  return fmt::format("{} worker{}", workers, is_one ? "" : "s");
}

const ScaledRun& fastest_of(const ScalingOfBackend& found) {
  return *std::ranges::max_element(found.runs, {}, [](const ScaledRun& run) { return run.speed_up.median; });
}

/// "fastest with 8 workers, 7.20 times as fast as with one (7.10 to 7.30), but not clearly faster than with 7".
std::string describe_strong(const ScalingOfBackend& found) {
  const ScaledRun& fastest = fastest_of(found);
  const std::string how_fast = fmt::format("{} times as fast as with one{}", format_ratio(fastest.speed_up.median),
                                           format_interval(fastest.speed_up));
  if (!found.enough) return fmt::format("{}: {}; that is not judged", count_of(found, fastest.workers), how_fast);
  if (*found.enough == 1) return "no number of " + std::string(unit_of(found)) + " is clearly faster than one";
  const std::string rival =
      *found.enough < fastest.workers ? fmt::format(", but not clearly faster than with {}", *found.enough) : "";
  return fmt::format("fastest with {}, {}{}", count_of(found, fastest.workers), how_fast, rival);
}

/// "8 workers count 8 times as many samples in 1.05 times the time of one".
std::string describe_weak(const ScalingOfBackend& found) {
  const ScaledRun& most = found.runs.back();
  return fmt::format("{} count {} times as many samples as one in {} times its time", count_of(found, most.workers),
                     most.workers, format_ratio(most.workers / most.speed_up.median));
}

/// "; Amdahl's law fits a serial fraction of 0.031 (0.029 to 0.034) within 1 %, ...".
std::string describe_fit(const ScalingOfBackend& found) {
  if (!found.fit) return "";
  const auto& [value, ci95, error] = *found.fit;
  const bool is_strong = found.scaling == Scaling::strong;
  std::string words =
      fmt::format("; {} law fits a serial fraction of {:.3f} ({:.3f} to {:.3f}) within {:.0f} %",
                  is_strong ? "Amdahl's" : "Gustafson's", value, ci95.low, ci95.high, std::max(1.0, 100 * error));
  const auto most = found.fit->most();
  if (is_strong && most && value < 1)
    words +=
        fmt::format(", by which no number of {} is over {} times as fast as one", unit_of(found), format_ratio(*most));
  return words;
}

std::string describe(const ScalingOfBackend& found, const std::vector<ScalingOfBackend>& all) {
  return fmt::format("{}, {} scaling: {}{}.", label_of(found, all), name_of(found.scaling),
                     found.scaling == Scaling::strong ? describe_strong(found) : describe_weak(found),
                     describe_fit(found));
}

std::string describe(const WorkersBoundary& boundary, const CpuLayout& layout) {
  const std::string from = fmt::format("From {} workers on", boundary.from_workers);
  switch (boundary.kind) {
    case WorkersBoundary::Kind::socket:
      return fmt::format("{}, not all can be in one socket, which has {} cores.", from, boundary.from_workers - 1);
    case WorkersBoundary::Kind::core:
      return fmt::format("{}, some share a core as its hyper-threads: the {} usable CPUs are {} cores.", from,
                         layout.cpus, layout.own_cores());
    case WorkersBoundary::Kind::cpu:
      return fmt::format("{}, they share the {} usable CPUs.", from, layout.cpus);
  }
  return "";
}

/// Why there is no law where one might be looked for.
std::string describe_missing_fit(const std::vector<ScalingOfBackend>& all) {
  const bool has_fit = std::ranges::any_of(all, [](const ScalingOfBackend& s) { return s.fit.has_value(); });
  const bool has_intervals =
      std::ranges::all_of(all, [](const ScalingOfBackend& s) { return s.runs.front().speed_up.ci95.has_value(); });
  const auto takes_part = [](const ScalingOfBackend& s) {
    return std::ranges::count_if(s.runs, &ScaledRun::takes_part_in_fit) < 2;
  };
  if (has_fit || !has_intervals || !std::ranges::all_of(all, takes_part)) return "";
  return "A law is fitted to two numbers of workers or more, beside one, that each have a core of their own.";
}

}  // namespace

const char* unit_of(const ScalingOfBackend& found) { return found.is_of_devices ? "GPUs" : "workers"; }

std::string label_of(const ScalingOfBackend& found, const std::vector<ScalingOfBackend>& all) {
  const Configuration& own = found.alone->configuration;
  const bool names_kernel = std::ranges::any_of(all, [&](const ScalingOfBackend& other) {
    const Configuration& c = other.alone->configuration;
    return c.backend == own.backend && c.kernel != own.kernel;
  });
  return names_kernel ? fmt::format("{}, kernel {}", own.backend->name, own.kernel->name)
                      : std::string(own.backend->name);
}

std::vector<std::string> sentences_on(const std::vector<ScalingOfBackend>& all, const CpuLayout& layout) {
  std::vector<std::string> sentences;
  sentences.reserve(all.size());
  for (const ScalingOfBackend& found : all) sentences.push_back(describe(found, all));
  for (const WorkersBoundary& boundary : boundaries_of(layout, most_workers_of(all)))
    sentences.push_back(describe(boundary, layout));
  sentences.push_back(describe_missing_fit(all));
  std::erase(sentences, "");
  return sentences;
}

}  // namespace crossover
