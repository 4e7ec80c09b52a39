// Takes the place of NVIDIA's management library: one GPU at 0000:3b:00.0, a second without sensors at 0000:5e:00.0.
// FAKE_NVML_REFUSES="nvmlInit_v2=4 ..." makes functions answer with a number other than success. Of the energy of the
// first, each reading is 2500 mJ above the last. FAKE_NVML_TELLS has it say when it is asked to begin.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

constexpr int success = 0, not_supported = 3, not_found = 6;

struct Gpu {
  std::string_view address;
  unsigned index;
  bool has_sensors;
};

Gpu gpus[] = {{"0000:3b:00.0", 2, true}, {"0000:5e:00.0", 3, false}};
unsigned long long energy = 1'000'000;  // mJ

int refusal_of(std::string_view function) {
  const char* const refused = std::getenv("FAKE_NVML_REFUSES");
  const std::string wanted = std::string(function) + "=";
  const char* const found = refused != nullptr ? std::strstr(refused, wanted.c_str()) : nullptr;
  return found != nullptr ? std::atoi(found + wanted.size()) : success;
}

template <class T>
int tell(const char* function, const void* gpu, T value, T* told) {
  if (const int refusal = refusal_of(function); refusal != success) return refusal;
  if (!static_cast<const Gpu*>(gpu)->has_sensors) return not_supported;
  *told = value;
  return success;
}

}  // namespace

extern "C" {

int nvmlInit_v2() {
  if (std::getenv("FAKE_NVML_TELLS") != nullptr) std::fputs("nvmlInit\n", stderr);
  return refusal_of("nvmlInit_v2");
}
int nvmlShutdown() { return success; }
const char* nvmlErrorString(int) { return "in other words"; }

int nvmlDeviceGetHandleByPciBusId_v2(const char* address, void** gpu) {
  if (const int refusal = refusal_of("nvmlDeviceGetHandleByPciBusId_v2"); refusal != success) return refusal;
  const auto found = std::find_if(std::begin(gpus), std::end(gpus), [&](const Gpu& g) { return g.address == address; });
  if (found == std::end(gpus)) return not_found;
  *gpu = found;
  return success;
}
int nvmlDeviceGetIndex(void* gpu, unsigned* index) {
  *index = static_cast<const Gpu*>(gpu)->index;
  return refusal_of("nvmlDeviceGetIndex");
}
int nvmlDeviceGetTotalEnergyConsumption(void* gpu, unsigned long long* told) {
  return tell(__func__, gpu, energy += 2500, told);
}
int nvmlDeviceGetPowerUsage(void* gpu, unsigned* told) { return tell(__func__, gpu, 71'250U, told); }
int nvmlDeviceGetEnforcedPowerLimit(void* gpu, unsigned* told) { return tell(__func__, gpu, 700'000U, told); }
int nvmlDeviceGetTemperature(void* gpu, int sensor, unsigned* told) {
  return sensor == 0 ? tell(__func__, gpu, 38U, told) : not_supported;
}
int nvmlDeviceGetPersistenceMode(void* gpu, int* told) { return tell(__func__, gpu, 0, told); }
int nvmlDeviceGetCurrPcieLinkGeneration(void* gpu, unsigned* told) { return tell(__func__, gpu, 3U, told); }
int nvmlDeviceGetMaxPcieLinkGeneration(void* gpu, unsigned* told) { return tell(__func__, gpu, 5U, told); }
int nvmlDeviceGetCurrPcieLinkWidth(void* gpu, unsigned* told) { return tell(__func__, gpu, 8U, told); }
int nvmlDeviceGetMaxPcieLinkWidth(void* gpu, unsigned* told) { return tell(__func__, gpu, 16U, told); }
int nvmlDeviceGetCurrentClocksThrottleReasons(void* gpu, unsigned long long* told) {
  return tell(__func__, gpu, 0x25ULL, told);
}

}  // extern "C"
