#include "host/report/sort/sort_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "host/report/meters/energy_words.hpp"
#include "host/report/meters/meter_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/sort/sort_crossing_words.hpp"

namespace crossover {
namespace {

/// "2 new threads", "pool of 2 threads"; `arrays`: how many of them come one after the other.
std::string describe_threads(const SortConfiguration& c, unsigned arrays) {
  if (c.sharing == Sharing::gil) return plural(arrays, "new thread") + " with one lock";
  if (c.sharing == Sharing::in_turn) return plural(arrays, "new thread") + " one after the other";
  if (c.sharing == Sharing::pool) return "pool of " + plural(c.threads, "thread");
  return plural(c.threads, "new thread");
}

/// "BUSY: ...", and at how many of the sizes.
std::string describe_machine_state(const SortWalk& walk) {
  const SortComparison* busy = walk.first_busy();
  if (busy == nullptr) return "";
  const auto sizes = std::ranges::count_if(walk.points, [](const SortComparison& p) { return !p.machine.quiet; });
  if (walk.points.size() == 1 || static_cast<std::size_t>(sizes) == walk.points.size()) return describe(busy->machine);
  return fmt::format("BUSY: at {} of {} sizes, first at {}: {}, so nothing is judged there.", sizes, walk.points.size(),
                     format_keys(busy->task.keys), busy->machine.why);
}

/// Also those at sizes between.
std::vector<const SortComparison*> all_comparisons(const SortWalk& walk) {
  std::vector<const SortComparison*> all;
  for (const SortComparison& point : walk.points) all.push_back(&point);
  for (const SortBetween& between : walk.between) all.push_back(&between.comparison);
  return all;
}

/// One for each that is wrong, with the size at which it first was.
std::vector<std::string> describe_verification(const SortWalk& walk) {
  std::vector<std::string> wrong;
  std::set<std::string> told;
  for (const SortComparison* point : all_comparisons(walk))
    for (const SortRun& run : point->runs) {
      const std::string name = describe_configuration(run.configuration, point->task.arrays);
      if (!run.fault || !told.insert(name).second) continue;
      wrong.push_back(fmt::format("WRONG: {} left stream {} of {} with {}.", name, run.fault->stream,
                                  format_keys(point->task.keys),
                                  run.fault->has_other_keys ? "other keys than it had" : "its keys out of order"));
    }
  if (!wrong.empty()) return wrong;
  if (walk.last_measured().runs.empty()) return {"Nothing was sorted."};
  return {"Every sort was verified: all keys are there, and in order."};
}

/// Likewise for each that could not sort.
std::vector<std::string> describe_failures(const SortWalk& walk) {
  std::vector<std::string> failed;
  std::set<std::string> told;
  for (const SortComparison* point : all_comparisons(walk))
    for (const SortRun& run : point->runs) {
      const std::string name = describe_configuration(run.configuration, point->task.arrays);
      if (run.failure && told.insert(name).second)
        failed.push_back(
            fmt::format("FAILED: {} with {}: {}.", name, format_keys(point->task.keys), run.failure->what()));
    }
  return failed;
}

std::string describe_kinds(const RoundKinds& kinds) {
  return fmt::format("two kinds of rounds: {} and {}", format_duration(kinds.forward), format_duration(kinds.backward));
}

/// Where the sorts before a sort decide how long it takes.
std::string describe_round_kinds(const SortComparison& point, const SortRun& run) {
  const auto kinds = run.round_kinds();
  if (!kinds) return "";
  return fmt::format("{} with {}: {}, forward and backward; {}.",
                     describe_configuration(run.configuration, point.task.arrays), format_keys(point.task.keys),
                     describe_kinds(*kinds),
                     kinds->are_far_apart() ? "no verdict leans on them" : "a verdict must hold by either");
}

/// The lesson's question: with few keys, starting a thread takes longer than sorting them.
std::string describe_thread_start(const SortComparison& point) {
  if (!point.thread_start) return "";
  const std::string start = fmt::format("Starting and joining {} takes {}", plural(point.task.arrays, "thread"),
                                        format_duration(*point.thread_start));
  const auto shared = std::ranges::find_if(
      point.runs, [](const SortRun& run) { return run.configuration.sharing == Sharing::threads; });
  const SortRun* alone = shared == point.runs.end() ? nullptr : point.sequential_run_of(*shared->configuration.sorter);
  if (alone == nullptr || alone->seconds() <= 0 || point.task.keys == 0) return start + ".";
  return fmt::format("{}; {} sorts an array of {} in {}.", start, alone->configuration.sorter->name,
                     format_keys(point.task.keys), format_duration(alone->seconds() / point.task.arrays));
}

/// "as fast as one after the other", "as fast as simd on one core"
std::string describe_sharing(const SortComparison& point, const SortRun& run) {
  const SortConfiguration& c = run.configuration;
  const SortRun* baseline = baseline_of(point, run);
  if (baseline == nullptr || !baseline->timing.warm_seconds || !run.timing.warm_seconds) return "";
  const std::string other = c.sharing == Sharing::sequential
                                ? fmt::format("{} on one core", baseline->configuration.sorter->name)
                                : "one after the other";
  return fmt::format("{}: {}.", describe_configuration(c, point.task.arrays),
                     describe_speed_of_sorts(point, run, *baseline, other));
}

/// Of a sort by a device: how fast it sorts keys that are there, and how fast they come there and back.
std::string describe_parts_of_sort(const SortComparison& point, const SortRun& run) {
  const auto rates = device_rates(point.task, run);
  return describe_parts_of_time(std::string(run.configuration.sorter->name), run.timing,
                                [&](const Meter& meter) -> std::string {
                                  if (!rates) return "";
                                  if (&meter == &copy_in_meter) return format_rate(rates->to_device_bytes, "B");
                                  if (&meter == &copy_out_meter) return format_rate(rates->to_host_bytes, "B");
                                  return &meter == &sort_meter ? format_rate(rates->sorted_keys, "keys") : "";
                                });
}

void add_energy(const SortWalk& walk, std::vector<std::string>& sentences) {
  const SortComparison& last = walk.last_measured();
  std::vector<const Timing*> timings;
  for (const SortRun& run : last.runs) {
    timings.push_back(&run.timing);
    sentences.push_back(describe_energy(describe_configuration(run.configuration, last.task.arrays), run.timing,
                                        last.task.all_keys(), "keys", walk.idle_power));
  }
  std::ranges::move(describe_unreadable_energy(timings), std::back_inserter(sentences));
}

std::string describe_fastest(const SortComparison& point) {
  const auto winner = clear_winner(timings_at(point));
  if (!winner || point.runs.size() < 2) return "";
  const SortRun& run = point.runs[*winner];
  const auto ratio = speed_up(run, point.plain_run());
  const bool is_plain = &run == point.plain_run();
  const std::string gain =
      ratio && !is_plain ? fmt::format(", {} times as fast as std", format_ratio(ratio->median)) : "";
  return fmt::format("The fastest: {}{}.", describe_configuration(run.configuration, point.task.arrays), gain);
}

std::string describe_rounds_of_sizes(const SortWalk& walk) {
  std::size_t done = 0, least = walk.points.front().rounds, most = 0;
  for (const SortComparison& point : walk.points) {
    done += !point.was_stopped();
    if (point.runs.empty()) continue;
    least = std::min(least, point.rounds);
    most = std::max(most, point.rounds);
  }
  const std::string rounds =
      least == most ? plural(most, "warm round") : fmt::format("{} to {} warm rounds", least, most);
  const char* basis = least == 0 ? "; ~ is the rate of a cold run, where there was no time for a warm one" : "";
  if (most == 0) basis = ", so throughput is that of the cold runs";
  return fmt::format("{} of {} sizes done, {} each{}.", done, walk.sizes.size(), rounds, basis);
}

std::string describe_method(const SortWalk& walk) {
  if (walk.last_measured().runs.empty()) return "";
  if (walk.sizes.size() > 1) return describe_rounds_of_sizes(walk);
  return describe_warm_rounds(walk.points.back().rounds, walk.points.back().stopped_by, "--keys");
}

}  // namespace

std::string describe_configuration(const SortConfiguration& c, unsigned arrays) {
  if (c.sharing != Sharing::sequential) return fmt::format("{}, {}", c.sorter->name, describe_threads(c, arrays));
  if (c.sorter->takes_workers()) return fmt::format("{} with {}", c.sorter->name, plural(c.workers, "worker"));
  return std::string(c.sorter->name) + (arrays > 1 ? ", one array after the other" : "");
}

std::string label_of(const SortConfiguration& c) {
  if (c.sharing == Sharing::sequential) return std::string(c.sorter->name);
  return fmt::format("{} {}", c.sorter->name, name_of(c.sharing));
}

std::string format_keys(std::uint64_t keys) { return plural(keys, "key"); }

std::string describe_speed_of_sorts(const SortComparison& point, const SortRun& run, const SortRun& over,
                                    std::string_view other) {
  const auto ratio = speed_up(run, &over);
  const Verdict verdict = *verdict_on(point, run, over);
  if (!ratio) {  // the rounds of one of them are of two kinds
    const auto own = run.round_kinds();
    const auto kinds = own && own->are_far_apart() ? own : over.round_kinds();
    return fmt::format("not judged against {}: {}", other, describe_kinds(*kinds));
  }
  const std::string speed = describe_speed(*ratio, "times as fast as", other);
  if (verdict == Verdict::two_kinds_of_rounds)
    return fmt::format("{}: not judged: the rounds differ too much; by their medians {} times", speed,
                       format_ratio(over.timing.warm_seconds->median / run.timing.warm_seconds->median));
  const unsigned workers = run.configuration.workers_with_work(point.task.arrays);
  return fmt::format("{}: {}", speed, describe_verdict(verdict, cpu_share(point.task, run), workers));
}

std::string describe_task(const SortWalk& walk) {
  const SortTask& task = walk.points.front().task;
  const std::string sizes = walk.sizes.size() == 1
                                ? format_keys(walk.sizes.front())
                                : fmt::format("{} to {} keys", walk.sizes.front(), walk.sizes.back());
  return fmt::format("{} of {} ({}, {}, seed {})", plural(task.arrays, "array"), sizes, name_of(task.type),
                     name_of(task.distribution), static_cast<std::uint64_t>(task.seed));
}

std::vector<std::string> findings_of(const SortWalk& walk) {
  const SortComparison &first = walk.points.front(), &last = walk.points.back();
  std::vector<std::string> sentences{describe_machine_state(walk)};
  std::ranges::copy(describe_verification(walk), std::back_inserter(sentences));
  std::ranges::copy(describe_failures(walk), std::back_inserter(sentences));
  sentences.push_back(describe_thread_start(first));
  const bool one_size = walk.sizes.size() == 1;
  for (std::size_t i = 0; i < first.runs.size(); ++i)
    sentences.push_back(one_size ? describe_sharing(first, first.runs[i]) : describe_where_it_pays(walk, i));
  for (const SortComparison& point : walk.points)
    for (const SortRun& run : point.runs) sentences.push_back(describe_round_kinds(point, run));
  for (const SortRun& run : walk.last_measured().runs) sentences.push_back(describe_parts_of_sort(last, run));
  add_energy(walk, sentences);
  for (const Crossing& crossing : walk.crossings()) sentences.push_back(describe_crossing(walk, crossing));
  if (one_size) sentences.push_back(describe_fastest(last));
  sentences.push_back(describe_method(walk));
  std::erase(sentences, "");
  return sentences;
}

}  // namespace crossover
