#include "host/measure/machine/machine_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "host/machine/cpu_quota.hpp"
#include "host/machine/cpu_time.hpp"
#include "host/machine/cpus.hpp"
#include "host/system/child_process.hpp"
#include "host/threads/idle_threads.hpp"

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

/// How many CPUs of so many may be used by others in so many seconds without being told from nothing.
double negligible(double cpus, double seconds) {
  constexpr double min_cpus = 0.15, seconds_of_each = 0.1;
  return min_cpus * std::min(cpus, 1.0) + seconds_of_each * cpus / seconds;
}

/// Whether others used more than a tenth of the CPUs, or some that the workers would have needed.
bool stand_in_the_way(double others, double cpus, double seconds, unsigned workers) {
  constexpr double share = 0.1;
  const double tolerance = negligible(cpus, seconds);
  return others > tolerance && (others + std::min<double>(workers, cpus) > cpus + tolerance || others > share * cpus);
}

}  // namespace

double CpuUse::cpus_not_own() const { return std::max(0.0, cpus - (idle + own) / seconds); }

double CpuUse::cpus_of_others() const { return std::clamp(others / seconds, 0.0, cpus_not_own()); }

double CpuUse::cpus_of_quotas_others() const { return quota ? std::max(0.0, (quota->seconds - own) / seconds) : 0.0; }

MachineState state_by(const CpuUse& use, unsigned workers_at_work) {
  constexpr double share_unseen = 0.25;
  if (use.seconds <= 0) return {};
  const double seen = use.cpus_of_others(), unseen = use.cpus_not_own(), of_quota = use.cpus_of_quotas_others();
  MachineState state{.cpus_of_others = seen, .cpus_not_own = unseen};
  const auto is_busy = [&](double by_others, std::string_view who, std::string_view whose, double cpus) {
    state.quiet = false;
    state.next_step = "run it again when the machine is quiet";
    state.why = fmt::format("{} used {:.2f} of {} {:g} CPU{}", who, by_others, whose, cpus, cpus == 1 ? "" : "s");
  };
  if (use.quota && stand_in_the_way(of_quota, use.quota->cpus, use.seconds, workers_at_work))
    is_busy(of_quota, "others under the same CPU quota", "its", use.quota->cpus);
  else if (stand_in_the_way(seen, use.cpus, use.seconds, workers_at_work))
    is_busy(seen, "other processes", "the", use.cpus);
  else if (unseen > negligible(use.cpus, use.seconds) + share_unseen * use.cpus)
    is_busy(unseen, "others that cannot be seen from here", "the", use.cpus);
  return state;
}

std::optional<double> cpu_share_of(double cpu_seconds, double seconds, unsigned workers) {
  if (seconds <= 0 || workers == 0) return std::nullopt;
  return cpu_seconds / (seconds * std::min(workers, usable_cpus()));
}

MachineWatch::Mark::Mark()
    : cpus(cpu_times()), quota(cpu_quota()), own(own_cpu_seconds()), others(cpu_seconds_of_other_processes()) {}

std::optional<CpuUse> MachineWatch::Mark::use_since() const {
  const auto cpus_now = cpu_times();
  if (!cpus || !cpus_now) return std::nullopt;
  const double others_now = cpu_seconds_of_other_processes(), stolen = cpus_now->stolen - cpus->stolen;
  const auto quota_now = cpu_quota();
  std::optional<QuotaUse> of_quota;
  if (quota && quota->used && quota_now && quota_now->used)
    of_quota = QuotaUse{.cpus = quota_now->cpus, .seconds = *quota_now->used - *quota->used};
  return CpuUse{.cpus = cpus_in_affinity_mask(),
                .seconds = since.seconds(),
                .idle = cpus_now->idle - cpus->idle,
                .own = own_cpu_seconds() - own,
                .others = others_now - others + stolen,
                .quota = of_quota};
}

void MachineWatch::wait_until_other_threads_sleep() {
  ++waits_;
  waits_in_vain_ += !crossover::wait_until_other_threads_sleep();
}

std::optional<CpuUse> MachineWatch::use() const {
  constexpr double too_short_to_see = 1;
  return (rounds_begin_.since.seconds() < too_short_to_see ? start_ : rounds_begin_).use_since();
}

MachineState MachineWatch::state(unsigned workers_at_work) const {
  if (is_assumed_quiet())
    return {.quiet = true, .why = "assumed, by CROSSOVER_ASSUME_QUIET=1", .cpu_speed = speed_.speed()};
  const auto seen = use();
  MachineState state = seen ? state_by(*seen, workers_at_work) : MachineState{};
  state.cpu_speed = speed_.speed();
  constexpr std::size_t few = 20;  // one in so many may be chance
  if (state.quiet && few * waits_in_vain_ > waits_) tell_of_spinning(state);
  return state;
}

}  // namespace crossover
