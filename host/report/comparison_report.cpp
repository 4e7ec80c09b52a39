#include "host/report/comparison_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "host/measure/verdict.hpp"
#include "host/pi/chunks.hpp"
#include "host/pi/estimate.hpp"
#include "host/report/disagreement_words.hpp"
#include "host/report/json.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/runs_table.hpp"

namespace crossover {
namespace {

using Entries = std::vector<const BackendEntry*>;

const char* const absent = "-";

std::string rate_interval(const PiRun& run) {
  if (!run.warm_seconds || !run.warm_seconds->ci95) return absent;
  const auto n = static_cast<double>(run.tally.range.size());
  return giga_text(n / run.warm_seconds->ci95->high) + " to " + giga_text(n / run.warm_seconds->ci95->low);
}

std::string two_decimals(const std::optional<double>& ratio) { return ratio ? fmt::format("{:.2f}", *ratio) : absent; }

std::optional<double> median_of(const std::optional<Summary>& ratio) {
  return ratio ? std::optional(ratio->median) : std::nullopt;
}

std::vector<std::string> row_of(const Comparison& comparison, const PiRun& run) {
  const Configuration& c = run.configuration;
  const auto rate = run.samples_per_second();
  return {std::string(c.backend->name) + (run.complete() ? "" : " (partial)"),
          std::string(c.kernel->name),
          fmt::format("{}", c.workers),
          fmt::format("{}", run.tally.hits),
          rate ? giga_text(*rate) : absent,
          rate_interval(run),
          two_decimals(median_of(comparison.speed_up_of(run))),
          two_decimals(comparison.efficiency_of(run)),
          duration_text(run.seconds()),
          duration_text(run.cpu_seconds),
          duration_text(run.cold_seconds)};
}

Table table_of(const Comparison& comparison, const Entries& unavailable) {
  Table table{.columns = {{"backend"},
                          {"kernel"},
                          {"workers", Align::right},
                          {"hits", Align::right},
                          {"Gsamples/s", Align::right},
                          {"95 % interval"},
                          {"speed-up", Align::right},
                          {"efficiency", Align::right},
                          {"time", Align::right},
                          {"CPU time", Align::right},
                          {"cold run", Align::right}},
              .rows = {}};
  for (const PiRun& run : comparison.runs) table.rows.push_back(row_of(comparison, run));
  for (const BackendEntry* entry : unavailable)
    table.rows.push_back({std::string(entry->name), "cannot run here: " + entry->why_unavailable()});
  return table;
}

std::vector<std::string> incidents_of(const Comparison& comparison) {
  std::vector<std::string> all;
  for (const PiRun& run : comparison.runs) all.insert(all.end(), run.incidents.begin(), run.incidents.end());
  return all;
}

/// The figures of the runs, and how they compare.
Table figures_of(const Comparison& comparison) {
  const auto cell = [](const std::optional<double>& ratio) {
    return ratio ? fmt::format("{}", *ratio) : std::string();
  };
  Table table = figures_of(comparison.runs);
  table.columns.push_back({"speed_up"});
  table.columns.push_back({"efficiency"});
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    table.rows[i].push_back(cell(median_of(comparison.speed_up_of(comparison.runs[i]))));
    table.rows[i].push_back(cell(comparison.efficiency_of(comparison.runs[i])));
  }
  return table;
}

// The report in words, one finding a sentence.

std::string sentence_on_hits(const Comparison& comparison) {
  if (comparison.disagreement) return sentence_on(*comparison.disagreement);
  if (!comparison.verified) return "The hits were not verified: that was still to come.";
  const auto n = comparison.runs.size();
  const std::string same = n > 1 ? fmt::format("All {} configurations counted the same hits in every run", n)
                                 : std::string("The configuration counted the same hits in every run");
  const char* how_many = comparison.recount.whole_range ? "all" : "the first";
  return fmt::format("{}; the plain loop recounted {} {} samples and agrees.", same, how_many,
                     comparison.recount.samples);
}

/// What all runs together say of pi.
std::string sentence_on_pi(const Comparison& comparison) {
  if (!comparison.verified) return "";
  const Tally& tally = comparison.runs.front().tally;
  return fmt::format("pi is {} (standard error).", pi_text(tally.hits, tally.range.size()));
}

std::string efficiency_in_words(const Comparison& comparison, const PiRun& run) {
  const auto efficiency = comparison.efficiency_of(run);
  return efficiency ? fmt::format(", efficiency {:.2f}", *efficiency) : std::string();
}

/// "serial", or with which kernel it was where a GPU is held against it.
std::string baseline_in_words(const Comparison& comparison, const PiRun& run) {
  if (run.configuration.counts_on_cores()) return "serial";
  return fmt::format("serial with kernel {}", comparison.baseline_of(run)->configuration.kernel->name);
}

std::string sentence_on_devices(const PiRun& run) {
  if (!run.device_seconds || !run.warm_seconds) return "";
  const Configuration& c = run.configuration;
  const auto share = [&](double seconds) { return 100 * seconds / run.warm_seconds->median; };
  return fmt::format(
      "{}, kernel {}: the kernel takes {:.1f} % of the time, the reduction {:.1f} %; set-up took {} once.",
      name_in_words(c), c.kernel->name, share(run.device_seconds->kernel), share(run.device_seconds->reduce),
      duration_text(run.setup_seconds));
}

std::string sentence_on_parts(const Comparison& comparison, const PiRun& run) {
  const auto share = comparison.share_of_parts(run);
  if (!share) return "";
  return fmt::format("{}: {:.2f} of the rates of threads and cuda added up{}.", name_in_words(run.configuration),
                     share->median, interval_in_words(*share));
}

std::string sentence_on_messages(const PiRun& run) {
  if (!run.message_costs) return "";
  return fmt::format("{}: {}.", name_in_words(run.configuration), message_costs_in_words(run));
}

std::string sentence_on_starts(const Comparison& comparison) {
  if (!comparison.starts) return "";
  return fmt::format("Starting a thread takes {}, a process {}.", duration_text(comparison.starts->thread),
                     duration_text(comparison.starts->process));
}

std::string idle_workers_in_words(const PiRun& run) {
  if (!run.configuration.counts_on_cores()) return "";
  const Configuration& c = run.configuration;
  const unsigned busy = workers_with_work(Chunks(run.tally.range, c.workers, c.chunk), c.workers);
  if (busy == c.workers) return "";
  return fmt::format(" (so few samples are work for {} of them only)", busy);
}

std::string sentence_on_speed(const Comparison& comparison, const PiRun& run) {
  const auto ratio = comparison.speed_up_of(run);
  if (!ratio || &run == comparison.baseline_of(run)) return "";
  const Configuration& c = run.configuration;
  return fmt::format("{}, kernel {}: {:.2f} times {}{}{}: {}{}.", name_in_words(c), c.kernel->name, ratio->median,
                     baseline_in_words(comparison, run), interval_in_words(*ratio),
                     efficiency_in_words(comparison, run), verdict_in_words(*ratio), idle_workers_in_words(run));
}

std::string sentence_on_method(const Comparison& comparison) {
  const auto rounds = fmt::format("{} warm {}", comparison.rounds, comparison.rounds == 1 ? "round" : "rounds");
  const std::string basis = comparison.rounds == 0 ? ", so throughput is that of the cold runs" : "";
  switch (comparison.stopped_by) {
    case StoppedBy::precision:
      return comparison.range.size() == 0 ? "" : fmt::format("{}, until every median was known within 1 %.", rounds);
    case StoppedBy::time_limit:
      return fmt::format("{}, ended by the time limit{}.", rounds, basis);
    case StoppedBy::round_limit:
      return fmt::format("{}, the most there are.", rounds);
    case StoppedBy::interruption:
      return fmt::format("{}, then the comparison ended early{}.", rounds, basis);
  }
  return "";
}

std::vector<std::string> sentences_on(const Comparison& comparison) {
  std::vector<std::string> sentences{sentence_on_hits(comparison), sentence_on_pi(comparison)};
  for (const PiRun& run : comparison.runs) sentences.push_back(sentence_on_speed(comparison, run));
  for (const PiRun& run : comparison.runs) sentences.push_back(sentence_on_devices(run));
  for (const PiRun& run : comparison.runs) sentences.push_back(sentence_on_parts(comparison, run));
  for (const PiRun& run : comparison.runs) sentences.push_back(sentence_on_messages(run));
  sentences.push_back(sentence_on_starts(comparison));
  for (const PiRun& run : comparison.runs)
    if (is_suspicious(run.tally))
      sentences.push_back(fmt::format("WRONG: {} is more than {} standard errors from pi; no chance explains it.",
                                      run.configuration.backend->name, suspicious_z));
  sentences.push_back(sentence_on_method(comparison));
  std::erase(sentences, "");
  return sentences;
}

/// A line for each device that took part.
std::string device_lines(const Comparison& comparison) {
  std::set<std::string> lines;
  for (const PiRun& run : comparison.runs)
    for (const std::string& device : run.devices) lines.insert("\n" + device);
  return fmt::format("{}", fmt::join(lines, ""));
}

std::string heading(const Comparison& comparison) {
  return fmt::format("{} samples of seed {} from sample {} on {}", comparison.range.size(),
                     static_cast<std::uint64_t>(comparison.seed), comparison.range.first,
                     one_line(describe_machine())) +
         device_lines(comparison);
}

std::string partial_notice(const Comparison& comparison, int signal) {
  if (signal == 0 && !comparison.failure) return "";
  const char* where = "a warm round";
  if (comparison.rounds == 0) where = "the recount or the first warm round";
  if (comparison.runs.empty() || !comparison.runs.back().complete()) where = "the first runs";
  return fmt::format("PARTIAL: {} in {}.\n", comparison.failure ? "failed" : "stopped", where);
}

std::string lines_of(const std::vector<std::string>& sentences, const char* before) {
  std::string lines;
  for (const std::string& sentence : sentences) lines += before + sentence + "\n";
  return lines;
}

Json json_of_run(const Comparison& comparison, const PiRun& run) {
  Json json = json_of(run);
  if (run.warm_seconds) json["seconds"]["warm"]["stopped_by"] = name_of(comparison.stopped_by);
  const auto speed_up = comparison.speed_up_of(run);
  json["speed_up"] = speed_up ? json_of(*speed_up) : Json(nullptr);
  json["efficiency"] = or_null(comparison.efficiency_of(run));
  if (const auto share = comparison.share_of_parts(run)) json["share_of_parts"] = json_of(*share);
  return json;
}

/// Seconds; null where no process was started.
Json starts(const Comparison& comparison) {
  if (!comparison.starts) return nullptr;
  return {{"thread", comparison.starts->thread}, {"process", comparison.starts->process}};
}

/// Null where nobody has looked yet.
Json agreement(const Comparison& comparison) {
  if (comparison.disagreement) return false;
  return comparison.verified ? Json(true) : Json(nullptr);
}

Json json_report(const Comparison& comparison, const Entries& unavailable) {
  Json document = json_head("compare");
  document["complete"] = comparison.stopped_by != StoppedBy::interruption;
  document["agreement"] = agreement(comparison);
  document["recounted_samples"] = comparison.recount.samples;
  document["failure"] = comparison.failure ? Json(comparison.failure->what()) : Json(nullptr);
  document["findings"] = sentences_on(comparison);
  document["starts"] = starts(comparison);
  document["runs"] = Json::array();
  for (const PiRun& run : comparison.runs) document["runs"].push_back(json_of_run(comparison, run));
  for (const BackendEntry* entry : unavailable) document["runs"].push_back(json_of_unavailable(*entry));
  return document;
}

}  // namespace

Document report_on(const Comparison& comparison, const Entries& unavailable, int stopped_by_signal) {
  const Table table = table_of(comparison, unavailable);
  const auto sentences = sentences_on(comparison);
  const std::string notice = partial_notice(comparison, stopped_by_signal);
  return {.text = notice + heading(comparison) + "\n\n" + aligned(table) + "\n" + lines_of(sentences, ""),
          .markdown = notice + heading(comparison) + "\n\n" + markdown(table) + "\n" + lines_of(sentences, "- "),
          .csv = csv(figures_of(comparison)),
          .json = text_of(json_report(comparison, unavailable)),
          .exit_code = verdict_on(comparison, stopped_by_signal),
          .failure = comparison.failure ? comparison.failure->what() : "",
          .notes = incidents_of(comparison)};
}

}  // namespace crossover
