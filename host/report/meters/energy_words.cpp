#include "host/report/meters/energy_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "host/report/meters/meter_words.hpp"
#include "host/report/numbers.hpp"

namespace crossover {
namespace {

bool is_of_energy(const Reading& reading) { return reading.meter->unit.symbol == unit_joules.symbol; }

/// "81.3 Msamples/J"
std::string format_per_joule(double amount, std::string_view what, double joules) {
  const RateUnit unit = rate_unit(amount / joules);
  return fmt::format("{} {}{}/J", unit.number(amount / joules), unit.prefix, what);
}

}  // namespace

std::string describe_energy(const std::string& name, const Timing& timing, double amount, std::string_view what,
                            const IdlePower& idle) {
  std::vector<std::string> parts;
  double joules = 0;
  for (const Reading& reading : timing.meters)
    if (is_of_energy(reading) && reading.was_read()) {
      parts.push_back(fmt::format("{} {} ({:.3g} W)", reading.meter->title, format_reading(reading),
                                  reading.value / timing.metered_seconds()));
      joules += reading.value;
    }
  if (parts.empty() || amount <= 0) return "";
  std::string sentence =
      fmt::format("{}: {}: {}", name, fmt::join(parts, ", "), format_per_joule(amount, what, joules));
  if (const auto use = energy_use_of(timing.meters, timing.metered_seconds(), idle); use && use->above_idle)
    sentence += fmt::format("; {:.3g} J of it above idle: {}", *use->above_idle,
                            format_per_joule(amount, what, *use->above_idle));
  return sentence + ".";
}

std::string describe_per_joule(const Timing& timing, double amount, std::string_view what) {
  const auto use = energy_use_of(timing.meters, timing.metered_seconds(), {});
  return use && amount > 0 ? format_per_joule(amount, what, use->joules) : "";
}

std::vector<std::string> describe_unreadable_energy(const std::vector<const Timing*>& runs) {
  std::vector<std::string> sentences;
  for (const Timing* timing : runs)
    for (const Reading& reading : timing->meters) {
      if (!is_of_energy(reading) || !reading.why_none.starts_with("not permitted")) continue;
      std::string sentence = fmt::format("{} was not read: {}.", reading.meter->title, reading.why_none);
      if (std::ranges::find(sentences, sentence) == sentences.end()) sentences.push_back(std::move(sentence));
    }
  return sentences;
}

Json json_of_energy(const Timing& timing, double amount, std::string_view what, const IdlePower& idle) {
  const auto use = energy_use_of(timing.meters, timing.metered_seconds(), idle);
  if (!use) return nullptr;
  return {{"joules", use->joules},
          {"joules_above_idle", or_null(use->above_idle)},
          {fmt::format("{}_per_joule", what), amount / use->joules}};
}

Json json_of(const IdlePower& idle) { return {{"cpu_watts", or_null(idle.cpus)}, {"gpu_watts", or_null(idle.gpus)}}; }

}  // namespace crossover
