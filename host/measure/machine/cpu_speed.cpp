#include "host/measure/machine/cpu_speed.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <latch>
#include <numeric>
#include <system_error>
#include <thread>

#include "host/machine/cpus.hpp"
#include "host/measure/statistics.hpp"

namespace crossover {
namespace {

/// So many instructions that do not wait for each other that a core is as busy as it can be: then it is slowed the most
/// by what else runs on it. The compiler may not do them by vectors, nor leave them out.
void do_work() {
  constexpr int steps = 12'500;
  std::array<std::uint64_t, 8> chains{1, 2, 3, 4, 5, 6, 7, 8};
  for (int step = 0; step < steps; ++step)
    for (std::uint64_t& x : chains) {
      x *= 0x9E3779B97F4A7C15U;
      x ^= x >> 29U;
      asm volatile("" : "+r"(x));
    }
}

double seconds_of_work() {
  const Stopwatch watch;
  do_work();
  return watch.seconds();
}

}  // namespace

std::optional<double> probe_seconds(unsigned threads) {
  std::vector<double> seconds(threads);
  std::latch start(threads);
  const auto work = [&](unsigned i) {
    start.arrive_and_wait();
    seconds[i] = seconds_of_work();
  };
  bool are_all = true;
  {
    std::vector<std::jthread> others;
    others.reserve(threads - 1);
    try {
      while (others.size() + 1 < threads) others.emplace_back(work, static_cast<unsigned>(others.size() + 1));
    } catch (const std::system_error&) {
      are_all = false;
      start.count_down(static_cast<std::ptrdiff_t>(threads - 1 - others.size()));
    }
    work(0);
  }
  if (!are_all) return std::nullopt;
  return std::accumulate(seconds.begin(), seconds.end(), 0.0) / threads;
}

void SpeedProbes::take_if_due() {
  constexpr double pause_after = 50;  // times what a probe takes
  constexpr double at_once = 5;       // where as much time has passed
  if (since_last_ && since_last_->seconds() < pause_) return;
  const double due = since_last_ && pause_ > 0 ? std::min(at_once, since_last_->seconds() / pause_) : 1;
  const Stopwatch watch;
  const auto probes = static_cast<unsigned>(due);
  for (unsigned n = 0; n < probes; ++n) take();
  pause_ = pause_after * watch.seconds() / probes;
  since_last_.emplace();
}

void SpeedProbes::take() {
  const auto of_one = probe_seconds(1), of_all = probe_seconds(usable_cpus());
  if (of_one && *of_one > 0) one_cpu_.push_back(*of_one);
  if (of_all && *of_all > 0) all_cpus_.push_back(*of_all);
}

void SpeedProbes::forget() {
  one_cpu_.clear();
  all_cpus_.clear();
}

std::optional<CpuSpeed> SpeedProbes::speed() const {
  if (one_cpu_.size() < enough) return std::nullopt;
  const auto of_all = all_cpus_.size() < enough ? std::nullopt : std::optional(median(all_cpus_));
  return CpuSpeed{median(one_cpu_), of_all, one_cpu_.size()};
}

}  // namespace crossover
