#include "host/measure/pi_run.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "host/cuda/usable_gpus.hpp"
#include "host/machine/cpu_time.hpp"
#include "host/pi/schedule/chunks.hpp"
#include "host/system/stopwatch.hpp"
#include "host/threads/own_thread.hpp"

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
  return timing.cpu_share(workers_with_work());
}

PiRun Runner::run_cold(Seed seed, SampleRange range, const OnBatch& goes_on) {
  PiRun result{.configuration = configuration_, .asked = range, .tally = {seed, {range.first, range.first}, 0}};
  Timing& timing = result.timing;
  const std::vector<Device> all = configuration_.devices_there_are();
  timing.devices = describe_devices(all, configuration_.devices);
  configuration_.backend->rehearse_if_needed(configuration_.resources(), range);
  energy_.emplace(addresses_of(all, configuration_.devices));
  find_sensors(all);
  energy_->begin();
  const CpuStopwatch cpu;
  const Stopwatch watch;
  Resources resources = configuration_.resources();
  resources.trace = trace_;
  backend_ = configuration_.backend->make(resources);
  pace_.emplace(batch_seconds, backend_->first_batch());
  timing.setup_seconds = watch.seconds();
  try {
    result.tally = run(*backend_, seed, range, *pace_, keeping_up([&](const Tally& so_far) {
      result.tally = so_far;
      return goes_on(so_far);
    }));
  } catch (const Error& error) {
    if (result.tally.range.size() == 0) throw;
    result.failure = error;
  }
  timing.cold_seconds = watch.seconds();
  const double counting_seconds = timing.cold_seconds - timing.setup_seconds;
  timing.meters = new_readings(cpu.seconds() + backend_->cpu_seconds_of_processes());
  timing.setup_meters = backend_->setup_meters();
  if (configuration_.backend->takes_devices())
    timing.add_driver_start(cuda::driver_start_seconds());  // as in a process of its own
  look_at_devices(counting_seconds);
  add_backend_stats(result);
  work_before_warm_ = backend_->device_work();
  result.device_work = {device_work(), counting_seconds, result.tally.range.size()};
  return result;
}

Runner::Timed Runner::run_warm(Seed seed, SampleRange range, const OnBatch& goes_on) {
  const double of_processes_before = backend_->cpu_seconds_of_processes();
  energy_->begin();
  const CpuStopwatch cpu;
  const Stopwatch watch;
  const Tally tally = run(*backend_, seed, range, *pace_, keeping_up(goes_on));
  const double seconds = watch.seconds();
  warm_work_.seconds += seconds;
  warm_work_.samples += tally.range.size();
  const double cpu_seconds = cpu.seconds() + backend_->cpu_seconds_of_processes() - of_processes_before;
  const Readings readings = new_readings(cpu_seconds);
  look_at_devices(seconds);
  return {tally, seconds, readings};
}

void Runner::add_backend_stats(PiRun& run) const {
  if (backend_ == nullptr) return;
  run.message_costs = backend_->message_costs();
  run.timing.incidents = backend_->incidents();
  if (warm_work_.samples == 0) return;
  run.device_work = warm_work_;
  run.device_work.by_device = added_since(work_before_warm_, device_work());
}

Readings Runner::new_readings(double cpu_seconds) {
  const Readings now = backend_->meters();
  Readings readings{{&cpu_meter, cpu_seconds}};
  std::ranges::copy(added_since(meters_before_, now), std::back_inserter(readings));
  std::ranges::copy(energy_->end(), std::back_inserter(readings));
  meters_before_ = now;
  return readings;
}

void Runner::find_sensors(const std::vector<Device>& all) {
  for (const unsigned device : used_of(all, configuration_.devices))
    sensors_.emplace(device, GpuSensors(nvml(), all[device].address));
}

void Runner::look_at_devices(double seconds) {
  constexpr double min_seconds = 0.1;  // asking may take a millisecond, after which a short run would start colder
  if (seconds < min_seconds) return;
  for (const auto& [device, sensors] : sensors_) loads_[device].look(sensors);
}

std::vector<DeviceWork> Runner::device_work() const {
  std::vector<DeviceWork> all = backend_->device_work();
  for (DeviceWork& work : all)
    if (const auto load = loads_.find(work.device); load != loads_.end()) work.load = load->second;
  return all;
}

OnBatch Runner::keeping_up(OnBatch goes_on) {
  return [this, goes_on = std::move(goes_on)](const Tally& so_far) {
    energy_->keep_up();
    return goes_on(so_far);
  };
}

PiRun run_cold_and_end(const Configuration& configuration, Seed seed, SampleRange range, const OnBatch& goes_on) {
  const auto run = [&] { return Runner(configuration).run_cold(seed, range, goes_on); };
  if (!configuration.backend->keeps_threads) return run();
  std::optional<PiRun> result;
  in_own_thread([&] { result = run(); });
  return *std::move(result);
}

PiRun run_once(const Configuration& configuration, Seed seed, SampleRange range, const Watch<PiRun>& watch,
               Trace* trace) {
  PiRun run = Runner(configuration, trace).run_cold(seed, range, [&](const Tally& so_far) {
    watch.progress({"pi", so_far.range.size(), range.size(), Progress::Pieces::samples});
    return watch.signal() == 0;
  });
  if (!run.complete() && !run.failure) run.signal = watch.signal();
  return run;
}

}  // namespace crossover
