#include "host/report/pi/device_words.hpp"

#include <gtest/gtest.h>

#include "host/pi/backends/entries.hpp"
#include "kernels/cuda/gpu_kernels.hpp"

namespace crossover {
namespace {

/// Two GPUs of which one is faster and told its clock, and had 3 of 4 seconds' work; the third had none.
PiRun run_on_gpus() {
  PiRun run{.configuration = {&cuda_backend, &philox_kernel, 3}, .asked = {0, 1'000'000}, .tally = {}};
  run.device_work = {.by_device = {{.device = 0,
                                    .samples = 750'000,
                                    .busy_seconds = 3,
                                    .clocks = 6e9,
                                    .clock_seconds = 4,
                                    .max_samples_per_clock = 2.5e-4,
                                    .load = {.celsius = 62, .throttle_reasons = {"power cap", "temperature"}}},
                                   {.device = 2, .samples = 250'000, .busy_seconds = 2},
                                   {.device = 3}},
                     .seconds = 4,
                     .samples = 1'000'000};
  return run;
}

TEST(DeviceWords, TellWhatEachDeviceDid) {
  EXPECT_EQ(
      describe_device_work(run_on_gpus()),
      "cuda with 3 GPUs, kernel philox: GPU 0: 250 ksamples/s while it counts, 75.0 % of the samples, busy 75.0 % of "
      "the time, at 1.50 GHz (0.67 of the bound by its pipes, modelled), 62 °C, clocks throttled by power cap and "
      "temperature; GPU 2: 125 ksamples/s while it counts, "
      "25.0 % of the samples, busy 50.0 % of the time; GPU 3: nothing to do.");
  EXPECT_EQ(describe_device_work({.configuration = {&serial_backend, &scalar_kernel, 1}, .asked = {}, .tally = {}}),
            "");
}

TEST(DeviceWords, AreTheSameInJson) {
  const Json json = json_of(run_on_gpus().device_work);
  ASSERT_EQ(json.size(), 3U);
  EXPECT_EQ(json[1], (Json{{"device", 2},
                           {"samples", 250'000},
                           {"share", 0.25},
                           {"samples_per_second", 125'000.0},
                           {"efficiency", 0.5},
                           {"clock_hertz", nullptr},
                           {"share_of_bound", nullptr},
                           {"celsius", nullptr},
                           {"clock_throttle_reasons", Json::array()}}));
  EXPECT_EQ(json[0]["clock_hertz"], 1.5e9);
  EXPECT_DOUBLE_EQ(json[0]["share_of_bound"], 250'000 / (2.5e-4 * 1.5e9));
}

}  // namespace
}  // namespace crossover
