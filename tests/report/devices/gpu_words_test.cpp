#include "host/report/devices/gpu_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace crossover {
namespace {

cuda::GpuState well_known() {
  return {.address = "0000:3b:00.0",
          .corrects_errors = true,
          .smi_index = {2U},
          .link = {PcieLink{3, 8}},
          .max_link = {PcieLink{5, 16}},
          .is_persistent = {true},
          .celsius = {38.0},
          .watts = {71.25},
          .max_watts = {700.0},
          .joules = {1234.5},
          .throttle_reasons = {std::vector<std::string>{}}};
}

TEST(GpuWords, TellAllThatIsKnown) {
  cuda::GpuState gpu = well_known();
  EXPECT_EQ(
      describe(gpu),
      "nvidia-smi 2, PCIe 3.0 x8 of 5.0 x16, ECC on, persistence on, 38 °C, 71.2 W of 700 W, clocks not throttled");
  gpu.link = gpu.max_link;
  gpu.corrects_errors = false;
  gpu.is_persistent = {false};
  gpu.throttle_reasons = {std::vector<std::string>{"power cap", "temperature"}};
  EXPECT_EQ(
      describe(gpu),
      "nvidia-smi 2, PCIe 5.0 x16, ECC off, persistence off (each program waits for the driver; sudo nvidia-smi -pm "
      "1), 38 °C, 71.2 W of 700 W, clocks throttled by power cap and temperature");
}

TEST(GpuWords, TellEachReasonOnce) {
  cuda::GpuState gpu = well_known();
  gpu.celsius = {.why_none = "not permitted: ask"};
  gpu.watts = gpu.joules = {.why_none = "not supported by this GPU"};
  EXPECT_EQ(describe(gpu),
            "nvidia-smi 2, PCIe 3.0 x8 of 5.0 x16, ECC on, persistence on, clocks not throttled; temperature: not "
            "permitted: ask; "
            "power, energy: not supported by this GPU");
}

TEST(GpuWords, TellWhyThereAreNoSensors) {
  const Sensed<double> none{.why_none = "there is no library"};
  cuda::GpuState gpu{.address = "0000:3b:00.0", .corrects_errors = true};
  gpu.smi_index.why_none = gpu.link.why_none = gpu.max_link.why_none = gpu.is_persistent.why_none =
      gpu.throttle_reasons.why_none = none.why_none;
  gpu.celsius = gpu.watts = gpu.max_watts = gpu.joules = none;
  EXPECT_EQ(describe(gpu), "ECC on; sensors: there is no library");
}

TEST(GpuWords, AreTheSameInJson) {
  cuda::GpuState gpu = well_known();
  gpu.watts = {.why_none = "not supported by this GPU"};
  EXPECT_EQ(json_of(gpu), (Json{{"pci_address", "0000:3b:00.0"},
                                {"ecc", true},
                                {"nvidia_smi_index", 2},
                                {"pcie", {{"generation", 3}, {"lanes", 8}}},
                                {"pcie_max", {{"generation", 5}, {"lanes", 16}}},
                                {"persistence", true},
                                {"celsius", 38.0},
                                {"watts", nullptr},
                                {"max_watts", 700.0},
                                {"joules", 1234.5},
                                {"clock_throttle_reasons", Json::array()},
                                {"why_none", {{"watts", "not supported by this GPU"}}}}));
}

}  // namespace
}  // namespace crossover
