#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "host/machine/cpu_quota.hpp"
#include "host/machine/cpu_time.hpp"
#include "host/measure/machine/cpu_speed.hpp"
#include "host/system/stopwatch.hpp"

/// Whether the machine was quiet while something was timed: whether the CPUs were there for it alone.
namespace crossover {

struct MachineState {
  bool quiet = true;
  std::string why = {};        ///< Why it was not: "other processes used 0.97 of the 2 CPUs". Empty when it was.
  std::string next_step = {};  ///< What to do about it: "run it again when the machine is quiet".
  /// How many CPUs others used, seen or not: CpuUse::cpus_of_others() and cpus_not_own(). None where that is not known.
  std::optional<double> cpus_of_others = {}, cpus_not_own = {};
  std::optional<CpuSpeed> cpu_speed = {};  ///< None where it was not probed often enough.
};

/// A quota of CPU time, and what was used of it.
struct QuotaUse {
  double cpus;     ///< 1.5: one and a half.
  double seconds;  ///< CPU time of all that are under it, this process among them.
};

/// What the CPUs that this process may run on have done for some time, in seconds.
struct CpuUse {
  unsigned cpus;
  double seconds;
  double idle;    ///< Of all of them together.
  double own;     ///< CPU time of this process and its children.
  double others;  ///< CPU time of other processes, as far as they can be seen, and of a hypervisor's other guests.
  std::optional<QuotaUse> quota = {};  ///< Where a control group sets one.

  /// How many CPUs were used by others, seen or not, and by the kernel on behalf of all.
  double cpus_not_own() const;
  /// How many CPUs were used by others that were seen. No more than the above: they may run on other CPUs as well.
  double cpus_of_others() const;
  /// How many CPUs of the quota were used by others; 0 without one.
  double cpus_of_quotas_others() const;
};

/// It was not quiet when others used more than a tenth of the CPUs, or some that so many workers at work would have
/// needed; the same of a quota that others share, however many CPUs the machine has. What cannot be told from nothing
/// is nothing: 0.15 CPUs, and 100 ms of each, which leave medians alone; and a quarter of the CPUs where nobody was
/// seen to use them, since the kernel's own work for starting and waking threads may take a tenth.
MachineState state_by(const CpuUse& use, unsigned workers_at_work);

/// CPU time over wall time and workers, no more than there are CPUs. None for no time.
std::optional<double> cpu_share_of(double cpu_seconds, double seconds, unsigned workers);

/// Watches the machine from when it is made, and more closely from when rounds begin.
class MachineWatch {
 public:
  /// Before something is timed: waits until the other threads of this process sleep, and notes when they do not.
  void wait_until_other_threads_sleep();
  /// What comes now is what will be judged.
  void rounds_begin() {
    rounds_begin_ = Mark();
    waits_ = waits_in_vain_ = 0;
    speed_.forget();
  }
  /// Between rounds: sees how fast the CPUs are, if it has not just done so.
  void probe_speed() { speed_.take_if_due(); }

  /// While rounds ran; from when it was made on where those took less than a second, in which little can be seen of
  /// others. None where the system does not tell.
  std::optional<CpuUse> use() const;

  /// By use(). Quiet where the system does not tell; assumed to be where the environment has CROSSOVER_ASSUME_QUIET=1.
  MachineState state(unsigned workers_at_work) const;

 private:
  /// What the CPUs had done by some time.
  struct Mark {
    Mark();
    std::optional<CpuUse> use_since() const;

    Stopwatch since;
    std::optional<CpuTimes> cpus;
    std::optional<CpuQuota> quota;
    double own, others;
  };

  const Mark start_;
  Mark rounds_begin_ = start_;
  std::size_t waits_ = 0, waits_in_vain_ = 0;
  SpeedProbes speed_;
};

}  // namespace crossover
