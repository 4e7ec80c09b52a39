#include "host/report/sort_report.hpp"

#include <fmt/format.h>

#include <csignal>
#include <set>

#include "host/measure/verdict.hpp"
#include "host/report/sort_json.hpp"
#include "host/report/sort_tables.hpp"
#include "host/report/sort_words.hpp"

namespace crossover {
namespace {

using Entries = std::vector<const SorterEntry*>;

std::string partial_notice(const SortWalk& walk, int signal) {
  if (walk.complete()) return "";
  const char* what = signal == SIGTERM ? "SIGTERM stopped it" : "SIGINT stopped it";
  if (walk.points.back().failure) what = "a failure stopped it";
  if (walk.points.back().fault) what = "a sorter is wrong";
  return fmt::format("PARTIAL: {} at {}.\n", what, keys_in_words(walk.points.back().task.keys));
}

std::string heading(const SortWalk& walk) {
  std::string lines = task_in_words(walk) + " on " + one_line(describe_machine());
  std::set<std::string> devices;
  for (const SortRun& run : walk.last_measured().runs) devices.insert(run.devices.begin(), run.devices.end());
  for (const std::string& device : devices) lines += "\n" + device;
  return lines;
}

/// The tables by a function that renders one; of several sizes first what all of them have, then the last size's rows.
std::string tables_of(const SortWalk& walk, const Entries& unavailable, std::string (*render)(const Table&)) {
  const SortComparison& last = walk.last_measured();
  std::string text;
  if (walk.sizes.size() > 1 && !last.runs.empty())
    text = fmt::format("Mkeys/s; a star marks the fastest where it clearly is:\n\n{}\n{}:\n\n",
                       render(table_of_sizes(walk)), keys_in_words(last.task.keys));
  return text + render(table_of(last, unavailable));
}

std::string lines_of(const std::vector<std::string>& sentences, const char* before) {
  std::string lines;
  for (const std::string& sentence : sentences) lines += before + sentence + "\n";
  return lines;
}

Json json_of_crossings(const SortWalk& walk) {
  Json all = Json::array();
  for (const Crossing& crossing : walk.crossings()) {
    const auto& runs = walk.points.front().runs;
    all.push_back({{"from", json_of(runs[crossing.before].configuration)},
                   {"to", json_of(runs[crossing.after].configuration)},
                   {"last_before", crossing.last_before},
                   {"first_after", crossing.first_after}});
  }
  return all;
}

/// Where runs on several cores begin or cease to pay against one core.
Json json_of_sharing(const SortWalk& walk) {
  Json all = Json::array();
  const auto& runs = walk.points.front().runs;
  for (std::size_t i = 0; i < runs.size(); ++i)
    for (const Crossing& crossing : find_crossings(walk.against_one_core(i))) {
      Json one = json_of(runs[i].configuration);
      one.update({{"pays", crossing.after == 1 ? "from" : "up_to"},
                  {"last_before", crossing.last_before},
                  {"first_after", crossing.first_after}});
      all.push_back(one);
    }
  return all;
}

Json json_report(const SortWalk& walk, const Entries& unavailable) {
  const SortComparison& last = walk.points.back();
  Json document = json_head("sort");
  document["complete"] = walk.complete();
  document["verified"] = walk.last_measured().runs.empty() && !last.fault ? Json(nullptr) : Json(!last.fault);
  document["failure"] = last.failure ? Json(last.failure->what()) : Json(nullptr);
  document["findings"] = sentences_on(walk);
  document["crossings"] = json_of_crossings(walk);
  document["sharing_pays"] = json_of_sharing(walk);
  document["thread_starts"] = Json::array();
  document["runs"] = Json::array();
  for (const SortComparison& point : walk.points) {
    if (point.thread_start)
      document["thread_starts"].push_back(
          {{"keys", point.task.keys}, {"threads", point.task.arrays}, {"seconds", json_of(*point.thread_start)}});
    for (const SortRun& run : point.runs) document["runs"].push_back(json_of(point.task, run, point.stopped_by));
  }
  for (const SorterEntry* entry : unavailable) document["runs"].push_back(json_of_unavailable(*entry));
  return document;
}

}  // namespace

Document report_on(const SortWalk& walk, const Entries& unavailable, int stopped_by_signal) {
  const std::string notice = partial_notice(walk, stopped_by_signal);
  const auto sentences = sentences_on(walk);
  const SortComparison& last = walk.points.back();
  return {
      .text = notice + heading(walk) + "\n\n" + tables_of(walk, unavailable, aligned) + "\n" + lines_of(sentences, ""),
      .markdown =
          notice + heading(walk) + "\n\n" + tables_of(walk, unavailable, markdown) + "\n" + lines_of(sentences, "- "),
      .csv = csv(figures_of(walk)),
      .json = text_of(json_report(walk, unavailable)),
      .exit_code = verdict_on(walk, stopped_by_signal),
      .failure = last.failure ? last.failure->what() : ""};
}

}  // namespace crossover
