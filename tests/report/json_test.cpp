#include "host/report/json.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <vector>

#include "host/machine/build_info.hpp"
#include "host/machine/provenance.hpp"
#include "host/pi/estimate.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

/// As a reader of the file gets it.
Json read_back(const Json& document) { return Json::parse(text_of(document)); }

TEST(JsonHead, NamesSchemaVersionCommandMachineAndBuild) {
  const Json head = read_back(json_head("pi"));
  EXPECT_EQ(head["schema"], "crossover/2");
  EXPECT_EQ(head["version"], build_info.version);
  EXPECT_EQ(head["command"], "pi");
  EXPECT_EQ(head["machine"]["usable_cpus"], describe_machine().usable_cpus);
  EXPECT_EQ(head["build"]["compiler"], build_info.compiler);
  EXPECT_TRUE(head["build"]["commit"].is_string());
  EXPECT_TRUE(head["build"]["type"].is_string());
}

TEST(JsonHead, TellsWhenWhereAndHowItCameAbout) {
  const Json told = json_head("pi").at("provenance");
  EXPECT_EQ(told.at("time"), provenance().time);
  EXPECT_EQ(told.at("command_line"), provenance().command_line);
  EXPECT_EQ(told.at("host"), provenance().host);
  for (const char* field : {"load", "cpu_pressure", "topology", "governor", "nvidia_driver"})
    EXPECT_TRUE(told.contains(field)) << field;
}

TEST(JsonWithoutHost, HasAllTheRest) {
  Json document = json_head("pi");
  const Json anonymous = Json::parse(without_host(text_of(document)));
  EXPECT_FALSE(anonymous.at("provenance").contains("host"));
  document["provenance"].erase("host");
  EXPECT_EQ(anonymous, document);
}

TEST(JsonHead, BeginsWithTheSchema) { EXPECT_EQ(json_head("pi").begin().key(), "schema"); }

TEST(JsonOfMachine, HasNullWithoutAQuotaAndANumberWithOne) {
  Machine machine{
      .cpu = "C", .system = "S", .logical_cpus = 4, .usable_cpus = 2, .cpu_quota = {}, .memory_bytes = most};
  EXPECT_TRUE(read_back(json_of(machine))["cpu_quota"].is_null());
  EXPECT_EQ(read_back(json_of(machine))["memory_bytes"], most);
  machine.cpu_quota = 1.5;
  EXPECT_EQ(read_back(json_of(machine))["cpu_quota"], 1.5);
}

TEST(JsonOfSummary, HasTheIntervalAsTwoNumbersOrNull) {
  EXPECT_TRUE(read_back(json_of(summarize(std::vector<double>{1, 2, 3})))["ci95"].is_null());
  const Json json = read_back(json_of(summarize(std::vector<double>{6, 1, 2, 3, 4, 5})));
  EXPECT_EQ(json["ci95"], Json::array({1.0, 6.0}));
  EXPECT_EQ(json["raw"], Json::array({6.0, 1.0, 2.0, 3.0, 4.0, 5.0}));
  EXPECT_EQ(json["median"], 3.5);
  EXPECT_EQ(json["min"], 1.0);
  EXPECT_EQ(json["max"], 6.0);
}

TEST(JsonOfSummary, KeepsEveryDigitOfASecond) {
  const double third = 1.0 / 3;
  EXPECT_EQ(read_back(json_of(summarize(std::vector<double>{third})))["raw"][0].get<double>(), third);
}

TEST(JsonOfRun, HasEveryFieldOfTheSchema) {
  const Tally tally{Seed{42}, {1000, 1'001'000}, 785'000};
  const Json json = read_back(json_of(measured({&honest, &scalar_kernel, 3}, {0.5, 0.25, 1}, tally)));
  const auto e = estimate(785'000, 1'000'000);
  EXPECT_EQ(json["backend"], "honest");
  EXPECT_EQ(json["kernel"], "scalar");
  EXPECT_TRUE(json["instruction_set"].is_string());
  EXPECT_EQ(json["workers"], 3);
  EXPECT_EQ(json["seed"], 42);
  EXPECT_EQ(json["first"], 1000);
  EXPECT_EQ(json["samples"], 1'000'000);
  EXPECT_EQ(json["complete"], true);
  EXPECT_EQ(json["hits"], 785'000);
  EXPECT_EQ(json["pi"], e->pi);
  EXPECT_EQ(json["standard_error"], e->standard_error);
  EXPECT_EQ(json["z"], e->z);
  EXPECT_EQ(json["samples_per_second"], 2e6);
  EXPECT_EQ(json["seconds"]["cold"], 0.5);
  EXPECT_EQ(json["seconds"]["setup"], 0.25);
  EXPECT_EQ(json["seconds"]["warm"]["median"], 0.5);
  EXPECT_TRUE(json["failure"].is_null());
  EXPECT_FALSE(json["meters"].contains("kernel"));
  EXPECT_TRUE(json["devices"].empty());
  EXPECT_EQ(json["meters"]["cpu"], (Json{{"value", 0.99}, {"unit", "s"}}));
  EXPECT_TRUE(json["chunk"].is_null());
  EXPECT_EQ(json["release_gil"], false);
  EXPECT_TRUE(json["messages"].is_null());
  EXPECT_TRUE(json["incidents"].empty());
  EXPECT_NEAR(json["cpu_share"], 0.99 / 0.5, 3) << "of two CPUs at most here";
  EXPECT_TRUE(json["setup_meters"].empty());
  EXPECT_TRUE(json["device_work"].empty());
  EXPECT_TRUE(json["energy"].is_null());
  EXPECT_EQ(json.size(), 26U) << "a field that this test does not know";
}

TEST(JsonOfRun, HasThePartsOfTheTimeOfDevices) {
  PiRun run = measured(with_scalar_kernel(honest), {});
  run.timing.meters = {{&cpu_meter, 0.5}, {&kernel_meter, 0.125}, {&reduce_meter, 0.0625}};
  const Json json = read_back(json_of(run));
  EXPECT_EQ(json["meters"]["kernel"], (Json{{"value", 0.125}, {"unit", "s"}}));
  EXPECT_EQ(json["meters"]["reduce"], (Json{{"value", 0.0625}, {"unit", "s"}}));
}

TEST(JsonOfRun, HasChunkMessagesAndIncidents) {
  PiRun run =
      measured({.backend = &honest, .kernel = &scalar_kernel, .workers = 2, .chunk = 5, .release_gil = true}, {});
  run.message_costs = MessageCosts{.messages = 4, .samples = 20, .counting_seconds = 10, .other_seconds = 2};
  run.timing.incidents = {"a worker was lost"};
  const Json json = read_back(json_of(run));
  EXPECT_EQ(json["chunk"], 5);
  EXPECT_EQ(json["release_gil"], true);
  EXPECT_EQ(json["messages"], (Json{{"sent", 4}, {"seconds_per_message", 0.5}, {"seconds_per_sample", 0.5}}));
  EXPECT_EQ(json["incidents"], Json::array({"a worker was lost"}));
}

TEST(JsonOfRun, NamesTheFailureThatEndedIt) {
  PiRun run = measured(with_scalar_kernel(honest), {});
  run.failure = Error("GPU 0 is lost");
  EXPECT_EQ(read_back(json_of(run))["failure"], "GPU 0 is lost");
}

TEST(JsonOfRun, KeepsIntegersUpTo64Bits) {
  const Tally tally{Seed{most}, {0, most}, most - 1};
  const Json json = read_back(json_of(measured(with_scalar_kernel(honest), {}, tally)));
  for (const char* field : {"seed", "first", "samples", "hits", "workers"})
    EXPECT_TRUE(json[field].is_number_unsigned()) << field;
  EXPECT_EQ(json["seed"].get<std::uint64_t>(), most);
  EXPECT_EQ(json["samples"].get<std::uint64_t>(), most);
  EXPECT_EQ(json["hits"].get<std::uint64_t>(), most - 1);
}

TEST(JsonOfRun, HasNullForWhatNoSamplesDefine) {
  const Json json = read_back(json_of(measured(with_scalar_kernel(honest), {}, {Seed{1}, {5, 5}, 0})));
  for (const char* field : {"pi", "standard_error", "z", "samples_per_second"}) {
    ASSERT_TRUE(json.contains(field)) << field;
    EXPECT_TRUE(json[field].is_null()) << field;
  }
  EXPECT_EQ(json["samples"], 0);
  EXPECT_EQ(json["hits"], 0);
  EXPECT_TRUE(json["seconds"]["warm"].is_null());
}

TEST(JsonOfRun, HasNumbersForOneSample) {
  const Json json = read_back(json_of(measured(with_scalar_kernel(honest), {}, {Seed{1}, {0, 1}, 1})));
  EXPECT_EQ(json["pi"], 4.0);
  EXPECT_EQ(json["standard_error"], 0.0);
  EXPECT_TRUE(json["z"].is_number());
}

TEST(JsonOfRun, SaysThatAStoppedRunIsNotComplete) {
  PiRun run = measured(with_scalar_kernel(honest), {});
  run.asked.last *= 2;
  const Json json = read_back(json_of(run));
  EXPECT_EQ(json["complete"], false);
  EXPECT_EQ(json["samples"], 1'000'000);
}

TEST(JsonOfUnavailable, HasTheBackendAndTheReasonAlone) {
  EXPECT_EQ(read_back(json_of_unavailable(not_usable)),
            (Json{{"backend", "fancy"}, {"unavailable", "no fancy driver; install one"}}));
}

TEST(JsonText, EndsWithALineFeed) { EXPECT_EQ(text_of(Json{{"a", 1}}), "{\n  \"a\": 1\n}\n"); }

}  // namespace
}  // namespace crossover
