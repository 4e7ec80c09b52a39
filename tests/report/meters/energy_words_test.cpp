#include "host/report/meters/energy_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace crossover {
namespace {

/// Of runs that took two seconds.
Timing timing_of(Readings meters) {
  Timing timing{.cold_seconds = 3};
  timing.keep_warm(std::vector<double>{1, 2, 3}, std::vector<Readings>{std::move(meters)});
  return timing;
}

const Readings of_cpus{{&cpu_meter, 4}, {&cpu_energy_meter, 50}};
const Readings of_both{{&cpu_energy_meter, 50}, {&gpu_energy_meter, 150}};
const Readings of_gpus_alone{{&cpu_energy_meter, 0, "not permitted: only root may read x"}, {&gpu_energy_meter, 150}};

TEST(EnergyWords, TellJoulesAndWhatIsDoneWithOne) {
  EXPECT_EQ(describe_energy("threads", timing_of(of_cpus), 1e10, "samples", {}),
            "threads: CPU energy 50 J (25 W): 200 Msamples/J.");
  EXPECT_EQ(describe_energy("cuda", timing_of(of_both), 1e10, "samples", {}),
            "cuda: CPU energy 50 J (25 W), GPU energy 150 J (75 W): 50.0 Msamples/J.");
  EXPECT_EQ(describe_energy("cuda", timing_of(of_gpus_alone), 3e9, "keys", {}),
            "cuda: GPU energy 150 J (75 W): 20.0 Mkeys/J.");
  EXPECT_EQ(describe_energy("threads", timing_of({{&cpu_meter, 4}}), 1e10, "samples", {}), "");
  EXPECT_EQ(describe_energy("threads", timing_of(of_cpus), 0, "samples", {}), "");
}

TEST(EnergyWords, TellApartWhatAnIdleMachineWouldHaveDrawn) {
  EXPECT_EQ(describe_energy("threads", timing_of(of_cpus), 1e10, "samples", {.cpus = 15}),
            "threads: CPU energy 50 J (25 W): 200 Msamples/J; 20 J of it above idle: 500 Msamples/J.");
  EXPECT_EQ(
      describe_energy("cuda", timing_of(of_both), 1e10, "samples", {.cpus = 15, .gpus = 70}),
      "cuda: CPU energy 50 J (25 W), GPU energy 150 J (75 W): 50.0 Msamples/J; 30 J of it above idle: 333 Msamples/J.");
  EXPECT_EQ(describe_energy("cuda", timing_of(of_both), 1e10, "samples", {.cpus = 15}),
            "cuda: CPU energy 50 J (25 W), GPU energy 150 J (75 W): 50.0 Msamples/J.")
      << "the GPU's idle power is not known";
  EXPECT_EQ(describe_energy("threads", timing_of(of_cpus), 1e10, "samples", {.cpus = 26}),
            "threads: CPU energy 50 J (25 W): 200 Msamples/J.")
      << "less than idle says nothing";
}

TEST(EnergyWords, TellWhatIsDoneWithAJouleOfAllThatTookPart) {
  EXPECT_EQ(describe_per_joule(timing_of(of_both), 1e10, "samples"), "50.0 Msamples/J");
  EXPECT_EQ(describe_per_joule(timing_of(of_gpus_alone), 1e10, "samples"), "");
  EXPECT_EQ(describe_per_joule(timing_of(of_both), 0, "samples"), "");
}

TEST(EnergyWords, TellOnceWhatMayNotBeRead) {
  const Timing refused = timing_of(of_gpus_alone), also = timing_of(of_gpus_alone), read = timing_of(of_both),
               no_counters = timing_of({{&cpu_energy_meter, 0, "this machine shows none"}});
  EXPECT_EQ(describe_unreadable_energy({&refused, &also, &read, &no_counters}),
            std::vector<std::string>{"CPU energy was not read: not permitted: only root may read x."});
}

TEST(EnergyJson, IsOfAllThatTookPartOrNull) {
  EXPECT_EQ(json_of_energy(timing_of(of_both), 1e10, "samples", {.cpus = 15, .gpus = 70}),
            (Json{{"joules", 200.0}, {"joules_above_idle", 30.0}, {"samples_per_joule", 5e7}}));
  EXPECT_EQ(json_of_energy(timing_of(of_cpus), 1e10, "keys", {}),
            (Json{{"joules", 50.0}, {"joules_above_idle", nullptr}, {"keys_per_joule", 2e8}}));
  EXPECT_EQ(json_of_energy(timing_of(of_gpus_alone), 1e10, "keys", {}), Json(nullptr));
  EXPECT_EQ(json_of_energy(timing_of({}), 1e10, "keys", {}), Json(nullptr));
  EXPECT_EQ(json_of(IdlePower{.cpus = 15}), (Json{{"cpu_watts", 15.0}, {"gpu_watts", nullptr}}));
}

TEST(EnergyJson, OfAMeterThatWasNotReadSaysWhy) {
  const Json json = json_of(of_gpus_alone);
  EXPECT_EQ(json["cpu_energy"],
            (Json{{"value", nullptr}, {"unit", "J"}, {"why_none", "not permitted: only root may read x"}}));
  EXPECT_EQ(json["gpu_energy"], (Json{{"value", 150.0}, {"unit", "J"}}));
}

}  // namespace
}  // namespace crossover
