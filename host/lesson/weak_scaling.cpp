#include "host/lesson/weak_scaling.hpp"

#include <poll.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "host/lesson/lesson_run.hpp"
#include "host/measure/rounds.hpp"
#include "host/pi/processes/serve.hpp"
#include "host/pi/processes/worker_process.hpp"
#include "host/system/stopwatch.hpp"
#include "kernels/cpu_kernels.hpp"

namespace crossover {
namespace {

/// Each process counts a range of its own. None when it was stopped. Throws Error when a process cannot be started or
/// is lost.
std::optional<std::vector<Tally>> count_all(const LessonRun& lesson, const std::vector<SampleRange>& ranges) {
  std::vector<std::unique_ptr<WorkerProcess>> workers;
  workers.reserve(ranges.size());
  const ChildCommand command = command_of_worker(scalar_kernel);
  for (const SampleRange range : ranges) {
    workers.push_back(std::make_unique<WorkerProcess>(command, Patience{.at_start = 60, .later = 60}));
    workers.back()->ask(lesson_seed, range);
  }
  std::vector<Tally> tallies;
  while (tallies.size() < ranges.size()) {
    if (lesson.signal() != 0) return std::nullopt;
    std::vector<pollfd> polled;
    polled.reserve(workers.size());
    for (const auto& worker : workers) polled.push_back(worker->to_poll());
    constexpr int slice_ms = 100;
    const bool has_news = poll(polled.data(), polled.size(), slice_ms) > 0;
    for (std::size_t i = 0; i < workers.size(); ++i) {
      if (has_news && polled[i].revents != 0)
        workers[i]->exchange([&](SampleRange asked, std::uint64_t hits) {
          tallies.push_back({lesson_seed, asked, hits});
        });
      else if (!has_news && !workers[i]->owed().empty())
        workers[i]->note_silence(slice_ms * 1e-3, std::numeric_limits<double>::infinity());
      if (workers[i]->is_lost()) throw Error("a worker process " + workers[i]->end().how);
    }
  }
  std::ranges::sort(tallies, {}, [](const Tally& tally) { return tally.range.first; });
  return tallies;
}

}  // namespace

std::uint64_t WeakScaling::hits() const {
  std::uint64_t all = 0;
  for (const Tally& tally : tallies) all += tally.hits;
  return all;
}

std::uint64_t WeakScaling::samples() const {
  std::uint64_t all = 0;
  for (const Tally& tally : tallies) all += tally.range.size();
  return all;
}

void measure_weak_scaling(LessonRun& lesson, std::uint64_t samples_of_process, unsigned processes, double seconds,
                          WeakScaling& result) {
  std::vector<SampleRange> ranges;
  for (unsigned i = 0; i < processes; ++i) ranges.push_back({i * samples_of_process, (i + 1) * samples_of_process});
  MachineWatch machine;
  const auto time = [&](const std::vector<SampleRange>& some) -> std::optional<double> {
    machine.wait_until_other_threads_sleep();
    const Stopwatch watch;
    const auto tallies = count_all(lesson, some);
    if (!tallies) {
      lesson.note_stop();
      return std::nullopt;
    }
    const double taken = watch.seconds();
    if (some.size() == ranges.size()) result.tallies = *tallies;
    return taken;
  };
  const std::vector<Timed> timed{[&] { return time({ranges.front()}); }, [&] { return time(ranges); }};
  const Rounds rounds =
      measure_in_rounds(timed, {.min_rounds = 6, .min_seconds = 0.5, .time_limit = seconds}, [](std::size_t) {});
  result.of_one = rounds.seconds[0];
  result.of_all = rounds.seconds[1];
  result.machine = machine.state(processes);
}

}  // namespace crossover
