#include "host/report/saved/answers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "host/report/figures/figure.hpp"
#include "host/report/figures/shown_runs.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/saved/json_values.hpp"
#include "host/report/saved/run_columns.hpp"

namespace crossover {
namespace {

constexpr std::size_t most_answers = 3;

std::string size_words(double size) { return format_size(whole_number(size)); }

/// "from N* = 1.1e5 samples on (measured between 1e5 and 1.2e5)"; empty where neither is known.
std::string from_where(const Json& crossing, std::string_view what) {
  const auto n_star = number_at(crossing, "/n_star"), before = number_at(crossing, "/last_before"),
             after = number_at(crossing, "/first_after");
  const std::string bracket =
      before && after ? fmt::format("between {} and {}", size_words(*before), size_words(*after)) : "";
  if (!n_star) return bracket.empty() ? "" : fmt::format("from {} {}", bracket, what);
  return fmt::format("from N* = {} {} on{}", size_words(*n_star), what,
                     bracket.empty() ? "" : fmt::format(" (measured {})", bracket));
}

/// What of a crossing's configurations is what: "threads".
std::string owner_of(const Json& configuration) {
  if (std::string backend = text_at(configuration, "/backend"); backend != absent) return backend;
  const std::string sharing = text_at(configuration, "/sharing");
  return text_at(configuration, "/sorter") + (sharing == absent ? "" : ", " + sharing);
}

/// Those that people ask for first come first.
std::size_t rank_of(const std::string& owner) {
  constexpr std::string_view first[] = {"threads", "processes", "cuda", "hybrid"};
  return static_cast<std::size_t>(std::ranges::find(first, owner) - std::begin(first));
}

/// A sentence for each configuration that overtakes what it is measured against.
std::vector<ShortAnswer> crossing_answers(const Json& document, std::string_view what) {
  std::vector<std::pair<std::string, std::vector<std::string>>> found;
  for (const Json& crossing : list_at(document, "/crossings")) {
    if (text_at(crossing, "/among") != "pair") continue;
    const std::string owner = owner_of(value_at(crossing, "/to")), where = from_where(crossing, what);
    if (where.empty()) continue;
    auto its = std::ranges::find(found, owner, &std::pair<std::string, std::vector<std::string>>::first);
    if (its == found.end()) its = found.insert(found.end(), {owner, {}});
    its->second.push_back(fmt::format("{} {}", text_at(crossing, "/kind") == "cold" ? "cold" : "warm", where));
  }
  std::ranges::stable_sort(found, {}, [](const auto& of) { return rank_of(of.first); });
  std::vector<ShortAnswer> answers;
  for (const auto& [owner, wheres] : found) {
    if (answers.size() + 1 == most_answers) break;
    answers.push_back({fmt::format("{} pays {}.", owner, fmt::join(wheres, "; ")), "crossover"});
  }
  return answers;
}

/// What as many workers or GPUs as there were gain over one, of the first that was scaled.
std::optional<ShortAnswer> scaling_answer(const Json& document) {
  const FigureGroup scaling = scaling_figures(document);
  if (scaling.views.empty() || scaling.views.front().finding.empty()) return std::nullopt;
  return ShortAnswer{scaling.views.front().finding, scaling.id};
}

bool has_interval(const ShownRun& run) { return run.warm.interval.has_value(); }

/// The runs at the largest size that has intervals; where none has, at the largest.
std::vector<ShownRun> runs_to_compare(const ShownRuns& shown) {
  const auto is_judged = std::ranges::find_if(shown.sizes.rbegin(), shown.sizes.rend(), [&](double size) {
    return std::ranges::any_of(shown.runs, [&](const ShownRun& run) { return run.size == size && has_interval(run); });
  });
  std::vector<ShownRun> runs;
  for (const ShownRun& run : shown.runs)
    if (run.size == (is_judged == shown.sizes.rend() ? shown.sizes.back() : *is_judged) && run.cold.median)
      runs.push_back(run);
  return runs;
}

bool is_a_judgement(const std::string& verdict) {
  return verdict == "pays" || verdict == "does_not_pay" || verdict == "tie";
}

/// The fastest of them by warm rounds, or by one run of each, which judges nothing; and how much it gains.
std::optional<ShortAnswer> fastest_answer(const Json& document) {
  const ShownRuns shown = shown_runs(value_at(document, "/runs"));
  const std::vector<ShownRun> runs = runs_to_compare(shown);
  if (runs.empty()) return std::nullopt;
  const bool is_judged = std::ranges::any_of(runs, has_interval);
  const auto seconds_of = [&](const ShownRun& run) {
    return is_judged && !run.warm.median ? HUGE_VAL : run.warm.median.value_or(*run.cold.median);
  };
  const auto fastest = std::ranges::min_element(runs, {}, seconds_of);
  const bool is_cold = !fastest->warm.median;
  std::string text = fmt::format("At {}, {} takes the least: {}", format_sized(shown, fastest->size),
                                 shown.configurations[fastest->configuration].name,
                                 format_times(is_cold ? fastest->cold : fastest->warm));
  const std::string verdict = text_at(*fastest->json, "/verdict");
  if (const auto& ratio = fastest->speed_up; ratio && *ratio > 0 && is_a_judgement(verdict))
    text += fmt::format(", {} times as fast as the baseline", format_ratio(*ratio));
  if (!is_judged) text += ", by too few rounds to judge";
  return ShortAnswer{text + ".", shown.sizes.size() > 1 ? "crossover" : "rounds"};
}

std::vector<ShortAnswer> answers_of_tune(const Json& document) {
  const Json& choice = value_at(document, "/choice");
  if (!choice.is_object()) return {{"No split was chosen.", ""}};
  const auto seconds = number_at(choice, "/seconds"), samples = number_at(document, "/samples");
  const Json names = {{"backend", value_at(choice, "/backend")},
                      {"kernel", value_at(choice, "/kernel")},
                      {"workers", value_at(choice, "/workers")},
                      {"chunk", value_at(choice, "/chunk")}};
  return {{fmt::format("The best way to count {} samples: {}. A whole run takes {}{}.",
                       samples ? size_words(*samples) : absent, describe_run(names, members_that_tell({names})),
                       seconds ? format_duration(*seconds) : absent,
                       value_at(choice, "/predicted") == true ? " (predicted from fewer samples)" : ""),
           "map"}};
}

std::vector<ShortAnswer> answers_of_pi(const Json& document) {
  const Json& run = value_at(document, "/runs/0");
  const auto pi = number_at(run, "/pi"), error = number_at(run, "/standard_error"),
             seconds = number_at(run, "/seconds/cold"), rate = number_at(run, "/samples_per_second");
  if (!pi || !error) return {};
  std::string text = fmt::format("pi is {:.8g} ± {:.2g}", *pi, *error);
  if (seconds && rate) text += fmt::format(", counted in {}: {}", format_duration(*seconds), format_rate(*rate));
  return {{text + ".", "time"}};
}

std::optional<ShortAnswer> change_answer(const Json& document) {
  const Json& baseline = value_at(document, "/baseline");
  if (list_at(baseline, "/runs").empty()) return std::nullopt;
  return ShortAnswer{fmt::format("Beside '{}': {}.", text_at(baseline, "/name"), describe_changes(baseline)), "change"};
}

std::optional<ShortAnswer> busy_answer(const Json& document) {
  if (value_at(document, "/machine_state/quiet") != false) return std::nullopt;
  const std::string why = text_at(document, "/machine_state/why");
  const Json& states = list_at(document, "/machine_states");
  const auto busy =
      std::ranges::count_if(states, [](const Json& state) { return value_at(state, "/machine_state/quiet") != true; });
  if (states.size() < 2 || static_cast<std::size_t>(busy) == states.size())
    return ShortAnswer{fmt::format("BUSY: {}, so nothing is judged.", why)};
  return ShortAnswer{fmt::format("BUSY at {} of {} sizes: {}; nothing is judged there.", busy, states.size(), why)};
}

}  // namespace

std::vector<ShortAnswer> short_answers(const Json& document) {
  std::vector<ShortAnswer> answers;
  if (auto busy = busy_answer(document)) answers.push_back(*busy);
  if (auto change = change_answer(document)) answers.push_back(*change);
  const std::string command = text_at(document, "/command");
  std::vector<ShortAnswer> its;
  if (command == "tune") its = answers_of_tune(document);
  if (command == "pi") its = answers_of_pi(document);
  if (command == "compare" || command == "sort") {
    its = crossing_answers(document, command == "sort" ? "keys" : "samples");
    const auto scaling = scaling_answer(document);
    if (const auto last = scaling ? scaling : fastest_answer(document)) its.push_back(*last);
  }
  answers.insert(answers.end(), its.begin(), its.end());
  return answers;
}

std::string describe_changes(const Json& baseline) {
  const Json& runs = list_at(baseline, "/runs");
  const auto are = [&](std::string_view verdict) {
    return std::ranges::count_if(runs, [&](const Json& run) { return text_at(run, "/verdict") == verdict; });
  };
  return fmt::format("{} slower, {} faster, of {}", are("slower"), are("faster"), plural(runs.size(), "run"));
}

std::string next_command(const Json& document) {
  const std::string command = text_at(document, "/command");
  const Json& size = value_at(document, command == "sort" ? "/runs/0/keys" : "/runs/0/samples");
  const std::string n = size.is_number_unsigned() ? format_exact(size.get<std::uint64_t>()) : "1e9";
  if (command == "tune") {
    const std::string chosen = text_at(document, "/choice/command");
    return chosen == absent ? "crossover tune --time-limit 120" : chosen;
  }
  if (command == "pi") return fmt::format("crossover compare --samples {}", n);
  if (command == "sort") return "crossover sort --keys 1e3..1e7";
  if (command == "lesson") return "crossover compare";
  return list_at(document, "/crossings").empty() && list_at(document, "/models").empty()
             ? "crossover compare --samples 1e3..1e9"
             : "crossover tune --samples 1e9";
}

}  // namespace crossover
