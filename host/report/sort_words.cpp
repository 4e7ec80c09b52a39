#include "host/report/sort_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

std::string plural(std::uint64_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

/// "2 threads started for it"
std::string threads_in_words(const SortConfiguration& c) {
  if (c.sharing == Sharing::in_turn) return "a thread for each array in turn";
  const char* kind = c.sharing == Sharing::threads ? "started for it" : "kept waiting";
  return fmt::format("{} {}", plural(c.threads, "thread"), kind);
}

/// "simd, one array after the other", "simd by 2 threads started for it", "parallel with 2 workers"
std::string name_in_words(const SortConfiguration& c, unsigned arrays) {
  if (c.sharing != Sharing::sequential) return fmt::format("{} by {}", c.sorter->name, threads_in_words(c));
  if (c.sorter->takes_workers()) return fmt::format("{} with {}", c.sorter->name, plural(c.workers, "worker"));
  return std::string(c.sorter->name) + (arrays > 1 ? ", one array after the other" : "");
}

std::string sentence_on_verification(const SortWalk& walk) {
  const SortComparison& last = walk.points.back();
  if (!last.fault && walk.last_measured().runs.empty()) return "Nothing was sorted.";
  if (!last.fault) return "Every sort was verified: all keys are there, and in order.";
  const SortFault& fault = *last.fault;
  return fmt::format("WRONG: {} left stream {} of {} with {}.", name_in_words(fault.configuration, last.task.arrays),
                     fault.stream, keys_in_words(last.task.keys),
                     fault.has_other_keys ? "other keys than it had" : "its keys out of order");
}

/// The lesson's question: with few keys, starting a thread takes longer than sorting them.
std::string sentence_on_thread_start(const SortComparison& point) {
  if (!point.thread_start) return "";
  const std::string start = fmt::format("Starting and joining {} takes {}", plural(point.task.arrays, "thread"),
                                        duration_text(point.thread_start->median));
  const auto shared = std::ranges::find_if(
      point.runs, [](const SortRun& run) { return run.configuration.sharing == Sharing::threads; });
  const SortRun* alone = point.sequential_run_of(*shared->configuration.sorter);
  if (alone == nullptr || alone->seconds() <= 0 || point.task.keys == 0) return start + ".";
  return fmt::format("{}; {} sorts an array of {} in {}.", start, alone->configuration.sorter->name,
                     keys_in_words(point.task.keys), duration_text(alone->seconds() / point.task.arrays));
}

/// "as fast as one after the other", "as fast as simd on one core"
std::string sentence_on_sharing(const SortComparison& point, const SortRun& run) {
  const SortConfiguration& c = run.configuration;
  const SortRun* baseline = baseline_of(point, run);
  const auto ratio = speed_up(run, baseline);
  if (!ratio) return "";
  const std::string other = c.sharing == Sharing::sequential
                                ? fmt::format("{} on one core", baseline->configuration.sorter->name)
                                : "one after the other";
  return fmt::format("{}: {} times as fast as {}{}: {}.", name_in_words(c, point.task.arrays),
                     ratio_in_words(ratio->median), other, interval_in_words(*ratio), verdict_in_words(*ratio));
}

std::string sentence_on_device(const SortRun& run) {
  if (!run.device_seconds) return "";
  const SortDeviceSeconds& device = *run.device_seconds;
  return fmt::format("{}: of {} the sort takes {}, the keys' way there {} and back {}; set-up took {} once.",
                     run.configuration.sorter->name, duration_text(run.seconds()), duration_text(device.sort),
                     duration_text(device.to_device), duration_text(device.to_host), duration_text(run.setup_seconds));
}

std::string sentence_on_fastest(const SortComparison& point) {
  const auto winner = clear_winner(standings_of(point));
  if (!winner || point.runs.size() < 2) return "";
  const SortRun& run = point.runs[*winner];
  const auto ratio = speed_up(run, point.plain_run());
  const bool is_plain = &run == point.plain_run();
  const std::string gain =
      ratio && !is_plain ? fmt::format(", {} times as fast as std", ratio_in_words(ratio->median)) : "";
  return fmt::format("The fastest: {}{}.", name_in_words(run.configuration, point.task.arrays), gain);
}

std::string border_in_words(const Crossing& crossing) {
  return fmt::format("between {} and {} keys", size_text(crossing.last_before), size_text(crossing.first_after));
}

/// What holds wherever the rounds can tell, and where they cannot.
std::string only_finding(const SortWalk& walk, const std::vector<Standings>& against, bool pays) {
  std::vector<std::string> untold;
  for (const std::uint64_t size : walk.sizes) {
    const auto told =
        std::ranges::any_of(against, [&](const Standings& s) { return s.size == size && clear_winner(s); });
    if (!told) untold.push_back(size_text(size));
  }
  if (untold.empty()) return pays ? "pays at all sizes" : "pays at no size";
  constexpr std::size_t most_named = 5;
  const std::string where = untold.size() > most_named ? fmt::format("{} sizes", untold.size())
                                                       : fmt::format("{} keys", fmt::join(untold, ", "));
  return fmt::format("{} at {} of {} sizes, no clear difference at {}", pays ? "pays" : "does not pay",
                     walk.sizes.size() - untold.size(), walk.sizes.size(), where);
}

/// "simd by 2 threads started for it, against one after the other: begins to pay between 2.15e4 and 4.64e4 keys."
std::string sentence_on_where_it_pays(const SortWalk& walk, std::size_t run) {
  const auto against = walk.against_one_core(run);
  if (against.empty()) return "";
  std::vector<std::string> findings;
  for (const Crossing& crossing : find_crossings(against))
    findings.push_back(
        fmt::format("{} to pay {}", crossing.after == 1 ? "begins" : "ceases", border_in_words(crossing)));
  if (const auto only = only_winner(against)) findings.push_back(only_finding(walk, against, *only == 1));
  if (findings.empty()) findings.emplace_back("no clear difference at any size");
  const SortComparison& point = walk.points.front();
  const SortConfiguration& c = point.runs[run].configuration;
  const char* other = c.sharing == Sharing::sequential ? "the fastest on one core" : "one after the other";
  return fmt::format("{}, against {}: {}.", name_in_words(c, point.task.arrays), other, fmt::join(findings, ", "));
}

std::string sentence_on_crossing(const SortWalk& walk, const Crossing& crossing) {
  const SortComparison& point = walk.points.front();
  const auto name = [&](std::size_t i) { return name_in_words(point.runs[i].configuration, point.task.arrays); };
  const std::string before = name(crossing.before);
  return fmt::format("The fastest changes {}: {}{} gives way to {}.", border_in_words(crossing), before,
                     before.find(',') == std::string::npos ? "" : ",", name(crossing.after));
}

std::string sentence_on_rounds_of_sizes(const SortWalk& walk) {
  std::size_t done = 0, least = walk.points.front().rounds, most = 0;
  for (const SortComparison& point : walk.points) {
    done += point.complete();
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

std::string sentence_on_method(const SortWalk& walk) {
  if (walk.last_measured().runs.empty()) return "";
  if (walk.sizes.size() > 1) return sentence_on_rounds_of_sizes(walk);
  const SortComparison& last = walk.points.back();
  const std::string rounds = plural(last.rounds, "warm round");
  const std::string basis = last.rounds == 0 ? ", so throughput is that of the cold runs" : "";
  switch (last.stopped_by) {
    case StoppedBy::precision:
      return rounds + ", until every median was known within 1 %.";
    case StoppedBy::time_limit:
      return rounds + ", ended by the time limit" + basis + ".";
    case StoppedBy::round_limit:
      return rounds + ", the most there are.";
    case StoppedBy::interruption:
      return rounds + ", then the comparison ended early" + basis + ".";
  }
  return "";
}

}  // namespace

std::string label_of(const SortConfiguration& c) {
  if (c.sharing == Sharing::sequential) return std::string(c.sorter->name);
  return fmt::format("{} {}", c.sorter->name, name_of(c.sharing));
}

std::string keys_in_words(std::uint64_t keys) { return plural(keys, "key"); }

std::string task_in_words(const SortWalk& walk) {
  const SortTask& task = walk.points.front().task;
  const std::string sizes = walk.sizes.size() == 1
                                ? keys_in_words(walk.sizes.front())
                                : fmt::format("{} to {} keys", walk.sizes.front(), walk.sizes.back());
  return fmt::format("{} of {} ({}, {}, seed {})", plural(task.arrays, "array"), sizes, name_of(task.type),
                     name_of(task.distribution), static_cast<std::uint64_t>(task.seed));
}

std::vector<std::string> sentences_on(const SortWalk& walk) {
  const SortComparison &first = walk.points.front(), &last = walk.points.back();
  std::vector<std::string> sentences{sentence_on_verification(walk), sentence_on_thread_start(first)};
  const bool one_size = walk.sizes.size() == 1;
  for (std::size_t i = 0; i < first.runs.size(); ++i)
    sentences.push_back(one_size ? sentence_on_sharing(first, first.runs[i]) : sentence_on_where_it_pays(walk, i));
  for (const SortRun& run : walk.last_measured().runs) sentences.push_back(sentence_on_device(run));
  for (const Crossing& crossing : walk.crossings()) sentences.push_back(sentence_on_crossing(walk, crossing));
  if (one_size) sentences.push_back(sentence_on_fastest(last));
  sentences.push_back(sentence_on_method(walk));
  std::erase(sentences, "");
  return sentences;
}

}  // namespace crossover
