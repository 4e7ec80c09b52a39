#include "host/machine/cpu_time.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "host/machine/cgroup.hpp"
#include "host/machine/cpus.hpp"

namespace crossover {
namespace {

double seconds_on(clockid_t clock) {
  timespec time{};
  if (clock_gettime(clock, &time) != 0) return 0;
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double seconds_of_ticks(double ticks) { return ticks / static_cast<double>(sysconf(_SC_CLK_TCK)); }

/// Of a line "cpu3 user nice system idle iowait irq softirq steal ...", in ticks; none for other lines and CPUs.
std::optional<CpuTimes> cpu_times_in(const std::string& line, const std::vector<bool>& allowed) {
  std::istringstream in(line);
  std::string name;
  double user = 0, nice = 0, system = 0, idle = 0, waiting_for_devices = 0, irq = 0, softirq = 0, stolen = 0;
  if (!(in >> name >> user >> nice >> system >> idle >> waiting_for_devices)) return std::nullopt;
  in >> irq >> softirq >> stolen;
  if (!name.starts_with("cpu") || name.size() == 3) return std::nullopt;
  const auto cpu = std::stoul(name.substr(3));
  if (cpu >= allowed.size() || !allowed[cpu]) return std::nullopt;
  return CpuTimes{idle + waiting_for_devices, stolen};
}

/// Of the file stat of a process, which has "1234 (name) state parent ..." and the times in its fields 14 to 17; the
/// name may hold anything.
struct ProcessTimes {
  pid_t parent = 0;
  double ticks = 0;
};

std::optional<ProcessTimes> process_times_in(const std::string& stat) {
  const auto name_end = stat.rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  std::istringstream in(stat.substr(name_end + 1));
  std::string state, skipped;
  ProcessTimes times;
  in >> state >> times.parent;
  for (int field = 5; field < 14; ++field) in >> skipped;
  for (int field = 14; field <= 17; ++field) {
    double ticks = 0;
    in >> ticks;
    times.ticks += ticks;
  }
  return in ? std::optional(times) : std::nullopt;
}

bool is_number(const std::string& name) {
  return std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

/// The clock of a thread's CPU time, as Linux codes it (include/linux/posix-timers.h): the complement of its number,
/// 4 for a thread, 2 for the scheduler's time.
clockid_t cpu_clock_of(pid_t thread) {
  return static_cast<clockid_t>((~static_cast<unsigned>(thread) << 3U) | 4U | 2U);
}

/// The clock of a process adds up what is noted of its threads. Of one at work that is noted at the ticks of the
/// kernel, milliseconds apart, and when its own clock is read.
void bring_threads_up_to_date() {
  std::error_code unreadable;
  for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task", unreadable))
    seconds_on(cpu_clock_of(std::atoi(thread.path().filename().c_str())));
}

}  // namespace

double cpu_seconds_of_this_process() { return seconds_on(CLOCK_PROCESS_CPUTIME_ID); }

double CpuStopwatch::seconds() const {
  const double begin = cpu_seconds_of_this_thread();
  bring_threads_up_to_date();
  const double all = cpu_seconds_of_this_process();
  return all - start_ - (cpu_seconds_of_this_thread() - begin);
}

double cpu_seconds_of_this_thread() { return seconds_on(CLOCK_THREAD_CPUTIME_ID); }

double cpu_seconds_of(pid_t process) {
  clockid_t clock{};
  return clock_getcpuclockid(process, &clock) == 0 ? seconds_on(clock) : 0;
}

std::optional<CpuTimes> cpu_times(const std::filesystem::path& root) {
  const std::vector<bool> allowed = affinity_mask();
  std::ifstream stat(root / "proc/stat");
  std::optional<CpuTimes> sum;
  for (std::string line; std::getline(stat, line) && line.starts_with("cpu");) {
    const auto one = cpu_times_in(line, allowed);
    if (!one) continue;
    if (!sum) sum = CpuTimes{0, 0};
    sum->idle += seconds_of_ticks(one->idle);
    sum->stolen += seconds_of_ticks(one->stolen);
  }
  return sum;
}

double cpu_seconds_of_other_processes(const std::filesystem::path& root) {
  namespace fs = std::filesystem;
  double ticks = 0;
  std::error_code unreadable;
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "proc", unreadable)) {
    const std::string name = entry.path().filename();
    if (!is_number(name) || name == std::to_string(getpid())) continue;
    const auto times = process_times_in(first_line_of(entry.path() / "stat").value_or(""));
    if (times && times->parent != getpid()) ticks += times->ticks;
  }
  return seconds_of_ticks(ticks);
}

}  // namespace crossover
