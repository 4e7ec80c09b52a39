#include "host/report/pi/plan/plan_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "host/machine/machine.hpp"
#include "host/report/csv.hpp"
#include "host/report/json.hpp"
#include "host/report/meters/energy_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/unavailable.hpp"
#include "host/system/stop_signals.hpp"

namespace crossover {
namespace {

using Entries = std::vector<const BackendEntry*>;

/// "12.3 kJ"
std::string format_joules(double joules) {
  const RateUnit unit = rate_unit(joules);
  return fmt::format("{} {}J", unit.number(joules), unit.prefix);
}

std::string heading(const PiPlan& plan) {
  const std::string sizes = plan.sizes.size() == 1 ? format_exact(plan.sizes.front())
                                                   : fmt::format("{} to {}", format_exact(plan.sizes.front()),
                                                                 format_exact(plan.sizes.back()));
  const std::string partial =
      plan.signal == 0 ? "" : fmt::format("PARTIAL: {} stopped it.\n", name_of_stop_signal(plan.signal));
  return fmt::format("{}How long {} samples will take, by {} of measuring on {}:", partial, sizes,
                     format_duration(plan.measured_seconds), one_line(describe_machine()));
}

std::vector<std::string> row_of(const PlannedConfiguration& planned, std::uint64_t samples, const RateUnit& unit) {
  const Configuration& c = planned.configuration;
  const std::vector<std::string> names{std::string(c.backend->name), std::string(c.kernel->name),
                                       fmt::format("{}", c.workers), format_exact(samples)};
  const auto time = planned.time_of(samples);
  std::vector<std::string> row = names;
  if (!time) {
    row.insert(row.end(), {planned.failure ? "failed" : absent});
    return row;
  }
  const auto joules = planned.joules_of(samples);
  row.insert(row.end(), {unit.number(*planned.samples_per_second()), format_long_duration(time->seconds),
                         time->ci95 ? fmt::format("{} to {}", format_long_duration(time->ci95->low),
                                                  format_long_duration(time->ci95->high))
                                    : absent,
                         joules ? format_joules(*joules) : absent});
  return row;
}

Table table_of(const PiPlan& plan, const Entries& unavailable) {
  double slowest = 1e15;
  bool has_energy = false;
  for (const PlannedConfiguration& planned : plan.configurations) {
    slowest = std::min(slowest, planned.samples_per_second().value_or(slowest));
    has_energy = has_energy || planned.joules_of(plan.sizes.back());
  }
  const RateUnit unit = rate_unit(slowest);
  Table table{.columns = {{.title = "backend", .is_key = true},
                          {.title = "kernel", .is_hoisted = true},
                          {.title = "workers", .align = Align::right},
                          {.title = "samples", .align = Align::right, .is_key = true},
                          {.title = fmt::format("{}samples/s", unit.prefix), .align = Align::right},
                          {.title = "time", .align = Align::right},
                          {.title = "95 % interval", .drop = 1},
                          {.title = "energy", .align = Align::right, .drop = 2}},
              .rows = {}};
  for (const std::uint64_t samples : plan.sizes)
    for (const PlannedConfiguration& planned : plan.configurations)
      table.rows.push_back(row_of(planned, samples, unit));
  if (!has_energy) {
    table.columns.pop_back();
    for (auto& row : table.rows) row.resize(std::min(row.size(), table.columns.size()));
  }
  table.notes = why_unavailable(unavailable);
  return table;
}

std::vector<std::string> sentences_on(const PiPlan& plan) {
  std::vector<std::string> sentences{describe(plan.machine)};
  std::vector<const Timing*> timings;
  for (const PlannedConfiguration& planned : plan.configurations) {
    timings.push_back(&planned.timing);
    if (planned.failure)
      sentences.push_back(fmt::format("FAILED: {}, kernel {}: {}.", describe_configuration(planned.configuration),
                                      planned.configuration.kernel->name, planned.failure->what()));
  }
  for (std::string& why : describe_unreadable_energy(timings)) sentences.push_back(std::move(why));
  sentences.emplace_back(
      "Times are T0 + N / R, from the start of the workers on; the interval is that of R while it was measured. A "
      "machine that grows hot in a long run is slower.");
  std::erase(sentences, "");
  return sentences;
}

Json json_of(const PlannedConfiguration& planned, std::uint64_t samples) {
  const Configuration& c = planned.configuration;
  const auto time = planned.time_of(samples);
  return {{"backend", c.backend->name},
          {"kernel", c.kernel->name},
          {"workers", c.workers},
          {"samples", samples},
          {"seconds", time ? Json(time->seconds) : Json(nullptr)},
          {"seconds_ci95", time ? or_null(time->ci95) : Json(nullptr)},
          {"joules", or_null(planned.joules_of(samples))},
          {"t0", time ? Json(planned.t0) : Json(nullptr)},
          {"rate", or_null(planned.samples_per_second())},
          {"rate_ci95", or_null(planned.samples_per_second_ci95())},
          {"measured_samples", planned.measured_samples},
          {"measured_rounds", planned.timing.warm_seconds ? planned.timing.warm_seconds->raw.size() : 0},
          {"failure", why(planned.failure)}};
}

CsvColumns columns() {
  return {{"backend", "/backend"},
          {"kernel", "/kernel"},
          {"workers", "/workers"},
          {"samples", "/samples"},
          {"seconds", "/seconds"},
          {"seconds_low", "/seconds_ci95/0"},
          {"seconds_high", "/seconds_ci95/1"},
          {"joules", "/joules"},
          {"t0", "/t0"},
          {"rate", "/rate"},
          {"failure", "/failure"}};
}

}  // namespace

Document report_on(const PiPlan& plan, std::string_view command, const Entries& unavailable) {
  Json json = json_head(command);
  json["complete"] = plan.complete();
  json["failure"] = why(plan.first_failure());
  json["machine_state"] = crossover::json_of(plan.machine);
  json["measured_seconds"] = plan.measured_seconds;
  json["plan"] = Json::array();
  for (const std::uint64_t samples : plan.sizes)
    for (const PlannedConfiguration& planned : plan.configurations) json["plan"].push_back(json_of(planned, samples));
  const auto failure = plan.first_failure();
  return {.page = {{Paragraph{heading(plan)}, table_of(plan, unavailable), sentences_on(plan)}},
          .csv = csv_of(json["plan"], columns()),
          .json = text_of(json),
          .exit_code = plan.ending().exit_code(),
          .failure = failure ? failure->what() : ""};
}

}  // namespace crossover
