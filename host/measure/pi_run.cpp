#include "host/measure/pi_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/cuda/usable_gpus.hpp"
#include "host/measure/machine_state.hpp"
#include "host/measure/stopwatch.hpp"
#include "host/pi/schedule/chunks.hpp"

namespace crossover {

std::optional<double> PiRun::samples_per_second() const {
  if (tally.range.size() == 0 || seconds() <= 0) return std::nullopt;
  return static_cast<double>(tally.range.size()) / seconds();
}

unsigned PiRun::workers_with_work() const {
  const Configuration& c = configuration;
  if (!c.counts_on_cores()) return c.workers;
  return crossover::workers_with_work(Chunks(tally.range, c.workers, c.chunk), c.workers);
}

std::optional<double> PiRun::cpu_share() const {
  if (!configuration.counts_on_cores()) return std::nullopt;
  return cpu_share_of(cpu_seconds, warm_seconds ? mean(warm_seconds->raw) : cold_seconds, workers_with_work());
}

namespace {

std::vector<std::string> describe_devices(const Configuration& configuration) {
  if (!configuration.backend->takes_devices()) return {};
  const std::vector<std::string> all = configuration.backend->devices();
  std::vector<std::string> used;
  for (unsigned i = 0; i < all.size(); ++i)
    if (configuration.devices.empty() || std::ranges::count(configuration.devices, i) > 0)
      used.push_back(fmt::format("GPU {}: {}", i, all[i]));
  return used;
}

}  // namespace

PiRun Runner::run_cold(Seed seed, SampleRange range, const OnStretch& goes_on) {
  PiRun result{.configuration = configuration_, .asked = range, .tally = {seed, {range.first, range.first}, 0}};
  result.devices = describe_devices(configuration_);
  configuration_.backend->rehearse_if_needed(configuration_.resources(), range);
  const CpuStopwatch cpu;
  const Stopwatch watch;
  backend_ = configuration_.backend->make(configuration_.resources());
  pace_.emplace(stretch_seconds, backend_->first_stretch());
  result.setup_seconds = watch.seconds();
  try {
    result.tally = run(*backend_, seed, range, *pace_, [&](const Tally& so_far) {
      result.tally = so_far;
      return goes_on(so_far);
    });
  } catch (const Error& error) {
    if (result.tally.range.size() == 0) throw;
    result.failure = error;
  }
  result.cold_seconds = watch.seconds();
  result.cpu_seconds = cpu.seconds() + backend_->cpu_seconds_of_processes();
  if (configuration_.backend->takes_devices()) {  // as in a process of its own, whose first act it would be
    result.setup_seconds += cuda::driver_start_seconds();
    result.cold_seconds += cuda::driver_start_seconds();
  }
  result.device_seconds = new_device_seconds();
  tell(result);
  return result;
}

Runner::Timed Runner::run_warm(Seed seed, SampleRange range, const OnStretch& goes_on) {
  const double of_processes_before = backend_->cpu_seconds_of_processes();
  const CpuStopwatch cpu;
  const Stopwatch watch;
  const Tally tally = run(*backend_, seed, range, *pace_, goes_on);
  const double seconds = watch.seconds();
  const double cpu_seconds = cpu.seconds() + backend_->cpu_seconds_of_processes() - of_processes_before;
  return {tally, seconds, cpu_seconds, new_device_seconds()};
}

void Runner::tell(PiRun& run) const {
  run.message_costs = backend_->message_costs();
  run.incidents = backend_->incidents();
}

std::optional<DeviceSeconds> Runner::new_device_seconds() {
  const auto now = backend_->device_seconds();
  if (!now) return std::nullopt;
  const DeviceSeconds before = std::exchange(device_seconds_before_, *now);
  return DeviceSeconds{now->kernel - before.kernel, now->reduce - before.reduce};
}

PiRun run_once(const Configuration& configuration, Seed seed, SampleRange range, const Watch<PiRun>& watch) {
  PiRun run = Runner(configuration).run_cold(seed, range, [&](const Tally& so_far) {
    watch.progress({"pi", so_far.range.size(), range.size(), Progress::Pieces::samples});
    return watch.signal() == 0;
  });
  if (!run.complete() && !run.failure) run.signal = watch.signal();
  return run;
}

}  // namespace crossover
