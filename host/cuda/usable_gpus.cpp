#include "host/cuda/usable_gpus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <system_error>

namespace crossover::cuda {
namespace {

std::string architecture_of(const DeviceProperties& gpu) { return fmt::format("sm_{}{}", gpu.major, gpu.minor); }

std::string why_old(Runtime& runtime) {
  try {
    const Versions v = runtime.versions();
    return fmt::format("the NVIDIA driver supports CUDA {}, this program needs {}; update the driver",
                       format_version(v.driver), format_version(v.runtime));
  } catch (const Failure&) {
    return "the NVIDIA driver is too old; update it";
  }
}

std::string why_none() {
  const char* visible = std::getenv("CUDA_VISIBLE_DEVICES");
  if (visible != nullptr) return fmt::format("CUDA_VISIBLE_DEVICES='{}' hides every NVIDIA GPU; unset it", visible);
  return "the NVIDIA driver finds no GPU; see what nvidia-smi says";
}

std::string why_no_code(Runtime& runtime, const std::string& who) {
  return fmt::format("this program has code for {}, which {} cannot run; build it on this machine",
                     runtime.architectures(), who);
}

std::string explanation(const Failure& failure, Runtime& runtime, const std::string& who, std::string_view instead) {
  const auto or_use = [instead](std::string_view why) { return fmt::format("{}, or use {}", why, instead); };
  switch (failure.kind()) {
    case FailureKind::not_built:
      return or_use("this program was built without CUDA; install the CUDA Toolkit and build again");
    case FailureKind::no_driver:
      return or_use("no NVIDIA driver was found; install one where there is a GPU");
    case FailureKind::old_driver:
      return or_use(why_old(runtime));
    case FailureKind::no_device:
      return or_use(why_none());
    case FailureKind::no_code:
      return or_use(why_no_code(runtime, who));
    case FailureKind::newer_ptx:
      return or_use(
          "the NVIDIA driver is older than the code that it would have to compile; update it, or build the program on "
          "this machine");
    case FailureKind::in_use:
      return or_use(
          fmt::format("{} is another process's alone, or its compute mode lets none use it ({}); see nvidia-smi and "
                      "nvidia-smi -q -d COMPUTE",
                      who, failure.what()));
    case FailureKind::not_ready:
      return or_use(
          fmt::format("{} is not ready ({}); see that its services run (nvidia-fabricmanager, MPS) and that you may "
                      "open /dev/nvidia*",
                      who, failure.what()));
    case FailureKind::out_of_memory:
      return fmt::format(
          "{} has not enough free memory ({}); end what else uses it (see nvidia-smi), or choose another "
          "with --device",
          who, failure.what());
    case FailureKind::out_of_pinned_memory:
      return or_use(fmt::format("the host's memory could not be pinned for {} ({}); let there be less to copy", who,
                                failure.what()));
    case FailureKind::lost:
      return fmt::format(
          "{} is lost to this process, which must end ({}); run it again, and see dmesg if it comes back", who,
          failure.what());
    case FailureKind::other:
      break;
  }
  return or_use(fmt::format("{} failed ({}); see what nvidia-smi says", who, failure.what()));
}

ExitCode code_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::out_of_memory:
    case FailureKind::out_of_pinned_memory:
    case FailureKind::lost:
    case FailureKind::other:
      return ExitCode::failed;
    default:
      return ExitCode::unavailable;
  }
}

/// One of the architectures that the program was built for: "90", "90-real" or "90-virtual".
struct Built {
  int architecture;
  bool machine_code, ptx;

  /// Machine code runs on the same major version, and minor ones from its own on.
  bool has_machine_code_for(int major, int minor) const {
    return machine_code && architecture / 10 == major && architecture % 10 <= minor;
  }
  bool has_ptx_for(int major, int minor) const { return ptx && architecture <= 10 * major + minor; }
};

/// Separated by commas; what is none is left out.
std::vector<Built> parse(std::string_view architectures) {
  std::vector<Built> all;
  while (!architectures.empty()) {
    const std::string_view one = architectures.substr(0, architectures.find(','));
    architectures.remove_prefix(std::min(architectures.size(), one.size() + 1));
    int number = 0;
    const auto [end, error] = std::from_chars(one.data(), one.data() + one.size(), number);
    if (error != std::errc()) continue;
    const std::string_view kind = one.substr(static_cast<std::size_t>(end - one.data()));
    all.push_back({number, kind != "-virtual", kind != "-real"});
  }
  return all;
}

double driver_start = 0;  // seconds

/// Remembers how long the first answer took.
int count_devices(Runtime& runtime) {
  const auto start = std::chrono::steady_clock::now();
  const int count = runtime.device_count();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (driver_start <= 0) driver_start = seconds;
  return count;
}

/// Empty: it can be used; else the reason, and after a semicolon the next step.
std::string why_unusable(Runtime& runtime, const DeviceProperties& gpu) {
  if (!runs_on(runtime.architectures(), gpu.major, gpu.minor)) return why_no_code(runtime, "it");
  if (gpu.is_prohibited) return "its compute mode is Prohibited; let an administrator set another (nvidia-smi -c 0)";
  return "";
}

std::string describe(Runtime& runtime, const DeviceProperties& gpu) {
  constexpr double gib = 1 << 30;
  return fmt::format(
      "{}, {}, {} multiprocessors, {:.1f} GiB, PCI {}{}{}", gpu.name, architecture_of(gpu), gpu.multiprocessors,
      static_cast<double>(gpu.memory_bytes) / gib, gpu.address, gpu.has_time_limit ? ", drives a display" : "",
      is_compiled_by_driver(runtime.architectures(), gpu.major, gpu.minor) ? ", code compiled by the driver (PTX)"
                                                                           : "");
}

}  // namespace

Error error_of(const Failure& failure, Runtime& runtime, const std::string& who, std::string_view instead) {
  return Error(explanation(failure, runtime, who, instead), code_of(failure.kind()));
}

bool runs_on(std::string_view architectures, int major, int minor) {
  const auto all = parse(architectures);
  return std::ranges::any_of(all, [&](const Built& b) { return b.has_machine_code_for(major, minor); }) ||
         std::ranges::any_of(all, [&](const Built& b) { return b.has_ptx_for(major, minor); });
}

bool is_compiled_by_driver(std::string_view architectures, int major, int minor) {
  const auto all = parse(architectures);
  return runs_on(architectures, major, minor) &&
         std::ranges::none_of(all, [&](const Built& b) { return b.has_machine_code_for(major, minor); });
}

double driver_start_seconds() { return driver_start; }

std::string format_version(int version) { return fmt::format("{}.{}", version / 1000, version % 1000 / 10); }

std::string why_no_gpu(Runtime& runtime, std::string_view instead) {
  try {
    const int count = count_devices(runtime);
    if (count == 0) throw Failure(FailureKind::no_device, "cudaGetDeviceCount", "no device");
    std::string why_first;
    for (int device = 0; device < count; ++device) {
      const DeviceProperties gpu = runtime.properties(device);
      const std::string why = why_unusable(runtime, gpu);
      if (why.empty()) return "";
      if (device == 0) why_first = fmt::format("GPU 0 ({}, {}): {}", gpu.name, architecture_of(gpu), why);
    }
    return fmt::format("{}, or use {}", why_first, instead);
  } catch (const Failure& failure) {
    return explanation(failure, runtime, "CUDA", instead);
  }
}

std::vector<Device> gpus_seen(Runtime& runtime, std::string_view instead) {
  try {
    std::vector<Device> gpus;
    for (int device = 0, count = runtime.device_count(); device < count; ++device) {
      const DeviceProperties gpu = runtime.properties(device);
      gpus.push_back(
          {.description = describe(runtime, gpu), .why_unusable = why_unusable(runtime, gpu), .address = gpu.address});
    }
    return gpus;
  } catch (const Failure& failure) {
    throw error_of(failure, runtime, "CUDA", instead);
  }
}

std::vector<unsigned> usable_gpus(Runtime& runtime, std::string_view instead) {
  std::vector<unsigned> numbers = usable(gpus_seen(runtime, instead));
  if (numbers.empty()) throw Error(why_no_gpu(runtime, instead), ExitCode::unavailable);
  return numbers;
}

}  // namespace crossover::cuda
