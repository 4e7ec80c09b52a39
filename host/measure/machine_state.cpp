#include "host/measure/machine_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "host/system/child_process.hpp"
#include "host/system/cpu_time.hpp"
#include "host/system/cpus.hpp"
#include "host/system/quiet.hpp"

namespace crossover {
namespace {

double own_cpu_seconds() { return cpu_seconds_of_this_process() + cpu_seconds_of_children(); }

bool is_assumed_quiet() {
  const char* value = std::getenv("CROSSOVER_ASSUME_QUIET");
  return value != nullptr && std::string_view(value) == "1";
}

/// Threads of this process went on spinning when they were done with their own work.
void tell_of_spinning(MachineState& state) {
  state.quiet = false;
  const std::string setting = setting_that_keeps_threads_awake();
  const std::string name = setting.substr(0, setting.find('='));
  state.why = setting.empty() ? "threads of this process that were done with their own work went on spinning"
                              : fmt::format("OpenMP's threads went on spinning beside the others' runs ({})", setting);
  if (setting.empty())
    state.next_step = "time those that start no threads of their own alone";
  else
    state.next_step = name == "OMP_WAIT_POLICY" ? "run it with OMP_WAIT_POLICY=passive" : "run it without " + name;
}

}  // namespace

double CpuUse::cpus_not_own() const { return std::max(0.0, cpus - (idle + own) / seconds); }

double CpuUse::cpus_of_others() const { return std::clamp(others / seconds, 0.0, cpus_not_own()); }

MachineState state_by(const CpuUse& use, unsigned most_workers) {
  constexpr double least_cpus = 0.15, seconds_of_each = 0.1, share = 0.1, share_unseen = 0.25;
  if (use.seconds <= 0) return {};
  const double seen = use.cpus_of_others(), unseen = use.cpus_not_own();
  const double tolerance = least_cpus + seconds_of_each * use.cpus / use.seconds;
  MachineState state{.cpus_of_others = seen, .cpus_not_own = unseen};
  const auto is_busy = [&](double by_others, std::string_view who) {
    state.quiet = false;
    state.next_step = "run it again when the machine is quiet";
    state.why = fmt::format("{} used {:.2f} of the {} CPU{}", who, by_others, use.cpus, use.cpus == 1 ? "" : "s");
  };
  const bool in_the_way = seen + std::min(most_workers, use.cpus) > use.cpus + tolerance;
  if (seen > tolerance && (in_the_way || seen > share * use.cpus))
    is_busy(seen, "other processes");
  else if (unseen > tolerance + share_unseen * use.cpus)
    is_busy(unseen, "others that cannot be seen from here");
  return state;
}

std::optional<double> cpu_share_of(double cpu_seconds, double seconds, unsigned workers) {
  if (seconds <= 0 || workers == 0) return std::nullopt;
  return cpu_seconds / (seconds * std::min(workers, usable_cpus()));
}

MachineWatch::Mark::Mark() : cpus(cpu_times()), own(own_cpu_seconds()), others(cpu_seconds_of_other_processes()) {}

std::optional<CpuUse> MachineWatch::Mark::use_since() const {
  const auto cpus_now = cpu_times();
  if (!cpus || !cpus_now) return std::nullopt;
  const double others_now = cpu_seconds_of_other_processes(), stolen = cpus_now->stolen - cpus->stolen;
  return CpuUse{.cpus = cpus_in_affinity_mask(),
                .seconds = since.seconds(),
                .idle = cpus_now->idle - cpus->idle,
                .own = own_cpu_seconds() - own,
                .others = others_now - others + stolen};
}

void MachineWatch::wait_until_other_threads_sleep() {
  ++waits_;
  waits_in_vain_ += !crossover::wait_until_other_threads_sleep();
}

std::optional<CpuUse> MachineWatch::use() const {
  constexpr double too_short_to_see = 1;
  return (rounds_begin_.since.seconds() < too_short_to_see ? start_ : rounds_begin_).use_since();
}

MachineState MachineWatch::state(unsigned most_workers) const {
  if (is_assumed_quiet()) return {.quiet = true, .why = "assumed, by CROSSOVER_ASSUME_QUIET=1"};
  const auto seen = use();
  MachineState state = seen ? state_by(*seen, most_workers) : MachineState{};
  constexpr std::size_t few = 20;  // one in so many may be chance
  if (state.quiet && few * waits_in_vain_ > waits_) tell_of_spinning(state);
  return state;
}

}  // namespace crossover
