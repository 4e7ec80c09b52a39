#include "host/sensors/run_energy.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace crossover {
namespace {

Reading reading_of(const Meter& meter, const Sensed<double>& sensed) {
  return {&meter, sensed.value.value_or(0), sensed.why_none};
}

double min_seconds(const Meter& meter) {
  return &meter == &cpu_energy_meter ? RunEnergy::min_seconds_of_cpus : RunEnergy::min_seconds_of_gpus;
}

/// How counters were read around a run.
struct Span {
  double seconds;
  bool was_read_around;
  double longest_unread;  ///< In seconds.
};

/// What a counter says of a run.
Reading judged(Reading reading, const Span& span) {
  if (!reading.was_read()) return reading;
  const double least = min_seconds(*reading.meter);
  if (span.seconds < least || !span.was_read_around)
    reading.why_none = fmt::format("too short: a counter of energy tells of {} s or more", least);
  else if (reading.meter == &cpu_energy_meter && span.longest_unread > RunEnergy::max_seconds_unread)
    reading.why_none = "too long: its counter may have wrapped around";
  else if (reading.value <= 0)
    reading.why_none = "the counter stood still";
  return reading;
}

}  // namespace

RunEnergy::RunEnergy(const std::vector<std::string>& gpus, const EnergySources& sources) : cpus_(sources.root) {
  gpus_.reserve(gpus.size());
  for (const std::string& address : gpus) gpus_.emplace_back(sources.gpus != nullptr ? *sources.gpus : nvml(), address);
  before_ = totals();
}

void RunEnergy::begin() {
  if (!is_too_short_to_read_) before_ = totals();
  longest_unread_ = 0;
  since_begin_ = Stopwatch();
}

void RunEnergy::keep_up() {
  constexpr double seconds_between = 10;
  if (since_read_.seconds() >= seconds_between) static_cast<void>(read_cpus());
}

Readings RunEnergy::end() {
  const double seconds = since_begin_.seconds();
  const bool was_read_around = !is_too_short_to_read_;
  Readings readings = was_read_around ? added_since(before_, totals()) : before_;
  for (Reading& reading : readings) reading = judged(reading, {seconds, was_read_around, longest_unread_});
  is_too_short_to_read_ = seconds < min_seconds_of_cpus;
  return readings;
}

Sensed<double> RunEnergy::read_cpus() {
  longest_unread_ = std::max(longest_unread_, since_read_.seconds());
  since_read_ = Stopwatch();
  return cpus_.joules();
}

Readings RunEnergy::totals() {
  Readings readings{reading_of(cpu_energy_meter, read_cpus())};
  if (gpus_.empty()) return readings;
  Reading of_gpus{&gpu_energy_meter, 0};
  for (const GpuSensors& gpu : gpus_) {
    const auto joules = gpu.joules();
    of_gpus.value += joules.value.value_or(0);
    if (!joules.value) of_gpus.why_none = joules.why_none;
  }
  readings.push_back(of_gpus);
  return readings;
}

}  // namespace crossover
