#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/cuda/device.hpp"
#include "host/cuda/runtime.hpp"
#include "host/system/error.hpp"

/// Which GPUs there are, and in words why something cannot be done with them. `instead` is what can be done without:
/// "--backend threads".
namespace crossover::cuda {

/// Empty when one of the GPUs that may be seen can be used; else the reason, and after a semicolon the next step.
std::string why_no_gpu(Runtime& runtime, std::string_view instead);

/// All that may be seen: "NVIDIA H200, sm_90, 132 multiprocessors, 139.8 GiB, PCI 0000:3b:00.0". Throws Error.
std::vector<Device> gpus_seen(Runtime& runtime, std::string_view instead);

/// The numbers of those that can be used, one at least. Throws Error.
std::vector<unsigned> usable_gpus(Runtime& runtime, std::string_view instead);

/// What a failure means and what to do, as one line. `who` is what failed: "GPU 0".
Error error_of(const Failure& failure, Runtime& runtime, const std::string& who, std::string_view instead);

/// Whether code that was built for `architectures`, a list like "75-real,90-virtual,120", runs on a GPU:
/// "-real" and plain are machine code for one major version and its later minors, "-virtual" and plain are PTX for all
/// that come later. Source: CUDA C++ Programming Guide, "Binary Compatibility" and "PTX Compatibility".
bool runs_on(std::string_view architectures, int major, int minor);

/// Whether a GPU runs code that its driver compiles first, from PTX, since there is no machine code for it.
bool is_compiled_by_driver(std::string_view architectures, int major, int minor);

/// How long the driver's start took, which the first question for GPUs waits for: why_no_gpu() asks it, long before
/// anything is timed. Seconds; 0 where nobody has asked yet. A GPU's cold run takes it in.
double driver_start_seconds();

}  // namespace crossover::cuda
