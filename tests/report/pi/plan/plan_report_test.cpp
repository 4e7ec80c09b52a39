#include "host/report/pi/plan/plan_report.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <utility>
#include <vector>

#include "host/report/json.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

using testing::IsSubstring;

/// A thousand samples in a tenth of a second, with 20 W.
PlannedConfiguration planned() {
  PlannedConfiguration planned{.configuration = with_scalar_kernel(honest, 4), .t0 = 0.5, .measured_samples = 1000};
  planned.timing.keep_warm(std::vector<double>(6, 0.1), std::vector<Readings>(6, Readings{{&cpu_energy_meter, 2.0}}));
  return planned;
}

PiPlan plan_of(std::vector<PlannedConfiguration> configurations) {
  return {.sizes = {1000, 36'000'000}, .configurations = std::move(configurations), .measured_seconds = 2};
}

TEST(PlanReport, TellsTimeAndEnergyOfEachSize) {
  const std::string text = report_on(plan_of({planned()}), "pi").text();
  EXPECT_PRED_FORMAT2(IsSubstring, "How long 1000 to 3.6e7 samples will take, by 2.00 s of measuring on ", text);
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "backend  workers  samples  ksamples/s      time  95 % interval          energy\n"
                      "honest         4     1000        10.0    600 ms  600 ms to 600 ms       12.0 J\n"
                      "honest         4    3.6e7        10.0  60.0 min  60.0 min to 60.0 min  72.0 kJ\n",
                      text);
}

TEST(PlanReport, HasARowForWhatFailed) {
  PlannedConfiguration failed{.configuration = with_scalar_kernel(honest)};
  failed.failure = Error("out of luck");
  const Document document = report_on(plan_of({failed}), "compare");
  EXPECT_PRED_FORMAT2(IsSubstring, "FAILED: honest with 1 worker, kernel scalar: out of luck.", document.text());
  EXPECT_EQ(document.exit_code, ExitCode::failed);
  EXPECT_EQ(document.failure, "out of luck");
  const Json json = Json::parse(document.json);
  EXPECT_TRUE(json.at("plan")[0].at("seconds").is_null());
  EXPECT_EQ(json.at("plan")[0].at("failure"), "out of luck");
}

TEST(PlanReport, SaysThatItWasStopped) {
  PiPlan stopped = plan_of({planned()});
  stopped.signal = SIGINT;
  const Document document = report_on(stopped, "pi");
  EXPECT_TRUE(document.text().starts_with("PARTIAL: SIGINT stopped it.\n")) << document.text();
  EXPECT_EQ(document.exit_code, ExitCode::interrupted);
}

TEST(PlanReport, SaysThatTheMachineWasBusy) {
  PiPlan busy = plan_of({planned()});
  busy.machine = {.quiet = false, .why = "others used it", .next_step = "wait"};
  EXPECT_PRED_FORMAT2(IsSubstring, "BUSY: others used it", report_on(busy, "pi").text());
}

TEST(PlanReport, IsJsonAndCsv) {
  const Document document = report_on(plan_of({planned()}), "pi");
  const Json json = Json::parse(document.json);
  EXPECT_EQ(json.at("command"), "pi");
  ASSERT_EQ(json.at("plan").size(), 2U);
  EXPECT_DOUBLE_EQ(json.at("plan")[1].at("seconds").get<double>(), 3600.5);
  EXPECT_DOUBLE_EQ(json.at("plan")[1].at("joules").get<double>(), 72010);
  EXPECT_EQ(json.at("plan")[1].at("measured_rounds"), 6);
  EXPECT_PRED_FORMAT2(IsSubstring, "\nhonest,scalar,4,36000000,3600.5,3600.5,3600.5,72010,0.5,10000,\n", document.csv);
}

}  // namespace
}  // namespace crossover
