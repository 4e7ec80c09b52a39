#include "host/report/selftest_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "host/report/csv.hpp"
#include "host/report/json.hpp"
#include "host/report/page/table.hpp"

namespace crossover {
namespace {

std::string describe(const Tally& wrong) {
  return fmt::format("seed {}, samples [{}, {}): {} hits", static_cast<std::uint64_t>(wrong.seed), wrong.range.first,
                     wrong.range.last, wrong.hits);
}

std::string describe_verdict(const SelftestResult& result) {
  if (!result.wrong.empty()) return "WRONG, first at " + describe(result.wrong.front());
  return result.failure ? fmt::format("FAILED: {}", result.failure->what()) : std::string("right");
}

Table table_of(const Selftest& selftest) {
  Table table{.columns = {{.title = "checked against the known hits"},
                          {.title = "right", .align = Align::right},
                          {.title = "wrong", .align = Align::right},
                          {.title = "left out", .align = Align::right},
                          {.title = "verdict", .is_prose = true}},
              .rows = {}};
  for (const SelftestResult& r : selftest.results)
    table.rows.push_back({r.subject, fmt::format("{}", r.right), fmt::format("{}", r.wrong.size()),
                          fmt::format("{}", r.left_out), describe_verdict(r)});
  for (const NotTested& n : selftest.not_tested)
    table.rows.push_back({std::string(n.backend), "-", "-", "-", "cannot run here: " + n.why});
  return table;
}

bool has_checked_something(const Selftest& selftest) {
  return std::ranges::any_of(selftest.results, [](const SelftestResult& r) { return r.right + r.wrong.size() > 0; });
}

/// Null where it was stopped before it could tell.
Json passed(const Selftest& selftest) {
  if (!selftest.passed()) return false;
  return selftest.signal != 0 ? Json(nullptr) : Json(true);
}

std::string conclusion(const Selftest& selftest) {
  if (!selftest.passed()) return "FAILED: do not trust this build on this machine.\n";
  if (selftest.signal != 0 && !has_checked_something(selftest))
    return "PARTIAL: stopped before anything was checked.\n";
  if (selftest.signal != 0) return "PARTIAL: stopped before the end; right so far.\n";
  if (selftest.failure())
    return "FAILED: not everything could be checked against the known hits; what could be is right.\n";
  return selftest.not_tested.empty() ? "Everything counts the known hits.\n"
                                     : "Everything that can run here counts the known hits.\n";
}

Json json_report(const Selftest& selftest) {
  Json document = json_head("selftest");
  document["complete"] = selftest.signal == 0;
  document["passed"] = passed(selftest);
  document["results"] = Json::array();
  for (const SelftestResult& r : selftest.results)
    document["results"].push_back({{"subject", r.subject},
                                   {"right", r.right},
                                   {"wrong", r.wrong.size()},
                                   {"left_out", r.left_out},
                                   {"failure", why(r.failure)}});
  for (const NotTested& n : selftest.not_tested)
    document["results"].push_back({{"subject", n.backend}, {"unavailable", n.why}});
  return document;
}

}  // namespace

Document report_on(const Selftest& selftest) {
  const Json json = json_report(selftest);
  return {.page = {{table_of(selftest), Paragraph{conclusion(selftest)}}},
          .csv = csv_of(json["results"], {{"subject", "/subject"},
                                          {"right", "/right"},
                                          {"wrong", "/wrong"},
                                          {"left_out", "/left_out"},
                                          {"failure", "/failure"}}),
          .json = text_of(json),
          .exit_code = selftest.ending().exit_code(),
          .failure = selftest.failure() ? selftest.failure()->what() : ""};
}

}  // namespace crossover
