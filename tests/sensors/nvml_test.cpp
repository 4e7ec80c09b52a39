#include "host/sensors/nvml.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace crossover {
namespace {

class GpuSensorsTest : public testing::Test {
 protected:
  ~GpuSensorsTest() override { ::unsetenv("FAKE_NVML_REFUSES"); }

  static void refuse(const std::string& function, int answer) {
    ::setenv("FAKE_NVML_REFUSES", (function + "=" + std::to_string(answer)).c_str(), 1);
  }

  Nvml library_{FAKE_NVML};
};

constexpr const char* first = "0000:3b:00.0";
constexpr const char* without_sensors = "0000:5e:00.0";

TEST_F(GpuSensorsTest, TellWhatTheDriverTells) {
  const GpuSensors gpu(library_, first);
  EXPECT_EQ(gpu.index().value, 2U);
  EXPECT_EQ(gpu.watts().value, 71.25);
  EXPECT_EQ(gpu.max_watts().value, 700);
  EXPECT_EQ(gpu.celsius().value, 38);
  EXPECT_EQ(gpu.is_persistent().value, false);
  EXPECT_EQ(gpu.link().value, (PcieLink{3, 8}));
  EXPECT_EQ(gpu.max_link().value, (PcieLink{5, 16}));
  EXPECT_EQ(gpu.throttle_reasons().value, (std::vector<std::string>{"power cap", "temperature"}));
  const double before = *gpu.joules().value;
  EXPECT_DOUBLE_EQ(*gpu.joules().value, before + 2.5);
}

TEST_F(GpuSensorsTest, LeaveTheMostOfWhatWasSeenInALoad) {
  GpuLoad load{.celsius = 30, .throttle_reasons = {"temperature"}};
  load.look(GpuSensors(library_, first));
  EXPECT_EQ(load.celsius, 38);
  EXPECT_EQ(load.throttle_reasons, (std::vector<std::string>{"temperature", "power cap"}));
  load.celsius = 90;
  load.look(GpuSensors(library_, first));
  EXPECT_EQ(load.celsius, 90);
  EXPECT_EQ(load.throttle_reasons.size(), 2U);
  GpuLoad nothing_known;
  nothing_known.look(GpuSensors(library_, without_sensors));
  EXPECT_FALSE(nothing_known.celsius);
}

TEST_F(GpuSensorsTest, SayWhyTheyTellNothing) {
  const GpuSensors gpu(library_, without_sensors);
  EXPECT_EQ(gpu.index().value, 3U);
  EXPECT_FALSE(gpu.joules().value);
  for (const std::string& why :
       {gpu.joules().why_none, gpu.watts().why_none, gpu.celsius().why_none, gpu.link().why_none,
        gpu.is_persistent().why_none, gpu.throttle_reasons().why_none, gpu.max_watts().why_none})
    EXPECT_EQ(why, "not supported by this GPU");
  EXPECT_EQ(GpuSensors(library_, "0000:00:00.0").joules().why_none,
            "the NVIDIA driver's management library does not show this GPU");
}

TEST_F(GpuSensorsTest, SayWhatEveryRefusalMeans) {
  const GpuSensors gpu(library_, first);
  const auto why = [&](int answer) {
    refuse("nvmlDeviceGetTotalEnergyConsumption", answer);
    return gpu.joules().why_none;
  };
  EXPECT_EQ(why(4), "not permitted: the NVIDIA driver denies it to this user");
  EXPECT_EQ(why(13), "not supported by this NVIDIA driver");
  EXPECT_EQ(why(15), "the GPU is lost");
  EXPECT_EQ(why(999), "the NVIDIA driver's management library fails: in other words");
  refuse("nvmlDeviceGetTemperature", 4);
  EXPECT_TRUE(gpu.celsius().why_none.starts_with("not permitted")) << gpu.celsius().why_none;
}

TEST_F(GpuSensorsTest, SayThatTheLibraryDoesNotBegin) {
  refuse("nvmlInit_v2", 9);
  const Nvml library(FAKE_NVML);
  EXPECT_EQ(library.why_none(), "the NVIDIA driver's management library fails: in other words");
  EXPECT_EQ(GpuSensors(library, first).index().why_none, library.why_none());
}

TEST_F(GpuSensorsTest, DoWithoutTheLibraryAndWithoutItsFunctions) {
  const Nvml absent("libnot-there.so.1");
  EXPECT_EQ(absent.why_none(), "libnot-there.so.1 is not here; it comes with the NVIDIA driver");
  EXPECT_EQ(GpuSensors(absent, first).joules().why_none, absent.why_none());
  EXPECT_EQ(library_.why(library_.call("nvmlThereIsNoSuchFunction")), "not supported by this NVIDIA driver");
  const Nvml other("libc.so.6");  // a library, but not that one
  EXPECT_EQ(other.why_none(), "not supported by this NVIDIA driver");
}

}  // namespace
}  // namespace crossover
