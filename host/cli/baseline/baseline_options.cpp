#include "host/cli/baseline/baseline_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/quantity.hpp"
#include "host/measure/regression.hpp"
#include "host/record/baselines.hpp"
#include "host/report/json.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

/// Of the command that is at work, so that the two have runs in common.
Baseline baseline_for(std::string_view command, const std::string& name) {
  Baseline baseline = read_baseline(name);
  const std::string of = baseline.document.at("command").get<std::string>();
  if (of != command)
    throw Error(fmt::format("baseline {} is of crossover {}; crossover {} cannot be held against it", in_quotes(name),
                            of, command));
  if (baseline.document.value("complete", Json(true)) == false)
    throw Error(fmt::format("baseline {} is of a run that did not come to its end", in_quotes(name)));
  return baseline;
}

/// Empty where a later result can be judged by a document.
std::string_view why_nothing_can_be_judged_by(const Json& document) {
  if (!document.at("machine_state").at("quiet").get<bool>()) return "the machine was busy";
  const bool has_rounds = std::ranges::any_of(document.at("runs"), [](const Json& run) {
    return run.contains("rounds") && run.at("rounds").get<std::size_t>() >= rounds_for_an_interval;
  });
  return has_rounds ? "" : "there were too few rounds; write a larger --time-limit";
}

/// Adds what became of it to the document.
void keep(Document& document, const NewBaseline& baseline, const std::string& name, bool anonymous) {
  const Json json = Json::parse(document.json);
  if (document.exit_code != ExitCode::done || json.value("complete", Json(nullptr)) != true) {
    document.notes.push_back(fmt::format("baseline '{}' was not kept: the result is not complete, or not right", name));
    return;
  }
  try {
    baseline.write(anonymous ? without_host(document.json) : document.json);
  } catch (const Error& error) {  // the result itself is not lost for it
    document.notes.emplace_back(error.what());
    document.exit_code = error.code();
    return;
  }
  const std::string_view why = why_nothing_can_be_judged_by(json);
  document.page.blocks.emplace_back(Sentences{
      fmt::format("Kept as baseline '{}'{}{}.", name, why.empty() ? "" : ", by which nothing will be judged: ", why)});
}

/// Throws UsageError.
void check(const BaselineOptions& options) {
  if (options.regression && !options.against)
    throw UsageError("--regression goes with --baseline; add the name of one, or leave it out");
  if (options.save && options.save == options.against)
    throw UsageError("--save-baseline would replace what --baseline holds the result against; give it another name");
  if (options.save && !is_baseline_name(*options.save))
    throw UsageError(fmt::format("--save-baseline {} is no name for one; write letters, digits, '.', '_' and '-'",
                                 in_quotes(*options.save)));
}

}  // namespace

double parse_threshold(const std::string& text) {
  std::string_view number = text;
  if (number.ends_with('%')) number.remove_suffix(1);
  const auto percent = parse_decimal(number);
  if (!percent || !(*percent > 0) || *percent > 1000)
    throw UsageError(fmt::format("--regression {} is no percentage above 0; write 5%", in_quotes(text)));
  return *percent / 100;
}

void BaselineOptions::add_to(CLI::App& app) {
  app.add_option("--save-baseline", save, "keep the result by this name, to hold later ones against")
      ->type_name("NAME");
  app.add_option("--baseline", against, "hold the result against one that was kept, or that --json wrote")
      ->type_name("NAME|FILE");
  app.add_option("--regression", regression,
                 fmt::format("by how much slower than the baseline ends in exit code 4; default: {}", usual_threshold))
      ->type_name("P%");
}

CarryOut with_baselines(const BaselineOptions& options, std::string_view command, const OutputRequest& outputs,
                        const CarryOut& work) {
  check(options);
  const double threshold = parse_threshold(options.regression.value_or(usual_threshold));
  return [=, anonymous = outputs.anonymous](const Save& save) {
    std::optional<Baseline> against;
    if (options.against) against = baseline_for(command, *options.against);
    std::optional<NewBaseline> to_keep;
    if (options.save) to_keep.emplace(*options.save);
    Document document = work(save);
    if (to_keep) keep(document, *to_keep, *options.save, anonymous);
    if (against) add_baseline(document, *against, threshold);
    return document;
  };
}

}  // namespace crossover
