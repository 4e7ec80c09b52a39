#include "host/cuda/usable_gpus.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/error_of.hpp"
#include "tests/support/fakes/emulated_runtime.hpp"

namespace crossover::cuda {
namespace {

constexpr std::string_view instead = "--backend threads";

/// What is said of a runtime whose first call fails.
std::string why_no_gpu_after(FailureKind kind, Versions versions = {13000, 13000}) {
  EmulatedRuntime runtime;
  runtime.version = versions;
  runtime.fail_after(0, kind);
  return why_no_gpu(runtime, instead);
}

TEST(WhyNoGpu, NamesTheReasonAndTheNextStep) {
  EXPECT_EQ(why_no_gpu_after(FailureKind::no_driver),
            "no NVIDIA driver was found; install one where there is a GPU, or use --backend threads");
  EXPECT_EQ(
      why_no_gpu_after(FailureKind::old_driver, {12040, 13000}),
      "the NVIDIA driver supports CUDA 12.4, this program needs 13.0; update the driver, or use --backend threads");
  EXPECT_EQ(why_no_gpu_after(FailureKind::not_built),
            "this program was built without CUDA; install the CUDA Toolkit and build again, or use --backend threads");
}

TEST(WhyNoGpu, NamesTheVariableThatHidesAll) {
  ::unsetenv("CUDA_VISIBLE_DEVICES");
  EXPECT_EQ(why_no_gpu_after(FailureKind::no_device),
            "the NVIDIA driver finds no GPU; see what nvidia-smi says, or use --backend threads");
  for (const std::string value : {"", "99"}) {
    ::setenv("CUDA_VISIBLE_DEVICES", value.c_str(), 1);
    EXPECT_EQ(why_no_gpu_after(FailureKind::no_device),
              "CUDA_VISIBLE_DEVICES='" + value + "' hides every NVIDIA GPU; unset it, or use --backend threads");
  }
  ::unsetenv("CUDA_VISIBLE_DEVICES");
}

TEST(WhyNoGpu, SaysSoWhereThereAreNone) {
  EmulatedRuntime none(0);
  EXPECT_TRUE(why_no_gpu(none, instead).starts_with("the NVIDIA driver finds no GPU; ")) << why_no_gpu(none, instead);
  EXPECT_TRUE(gpus_seen(none, instead).empty());
}

TEST(WhyNoGpu, IsOneLineForEveryKind) {
  for (const FailureKind kind :
       {FailureKind::not_built, FailureKind::no_driver, FailureKind::old_driver, FailureKind::no_device,
        FailureKind::no_code, FailureKind::newer_ptx, FailureKind::in_use, FailureKind::not_ready,
        FailureKind::out_of_memory, FailureKind::out_of_pinned_memory, FailureKind::lost, FailureKind::other}) {
    const std::string why = why_no_gpu_after(kind);
    EXPECT_NE(why.find("; "), std::string::npos) << why;
    EXPECT_EQ(why.find('\n'), std::string::npos) << why;
  }
}

TEST(ErrorOf, HasTheCodeOfItsKind) {
  EmulatedRuntime runtime;
  const auto code = [&](FailureKind kind) {
    return error_of(Failure(kind, "call", "why"), runtime, "GPU 0", instead).code();
  };
  EXPECT_EQ(code(FailureKind::no_driver), ExitCode::unavailable);
  EXPECT_EQ(code(FailureKind::no_code), ExitCode::unavailable);
  EXPECT_EQ(code(FailureKind::newer_ptx), ExitCode::unavailable);
  EXPECT_EQ(code(FailureKind::in_use), ExitCode::unavailable);
  EXPECT_EQ(code(FailureKind::not_ready), ExitCode::unavailable);
  EXPECT_EQ(code(FailureKind::out_of_memory), ExitCode::failed);
  EXPECT_EQ(code(FailureKind::out_of_pinned_memory), ExitCode::failed);
  EXPECT_EQ(code(FailureKind::lost), ExitCode::failed);
}

TEST(GpusSeen, NameEach) {
  EmulatedRuntime runtime(2);
  const std::vector<Device> gpus = gpus_seen(runtime, instead);
  ASSERT_EQ(gpus.size(), 2U);
  EXPECT_EQ(gpus[0].description, "Emulated, sm_90, 1 multiprocessors, 1.0 GiB, PCI 0000:3b:00.0");
  EXPECT_EQ(gpus[1].description, "Emulated, sm_90, 1 multiprocessors, 1.0 GiB, PCI 0000:5e:00.0");
  runtime.code_for = "75-virtual";
  EXPECT_EQ(gpus_seen(runtime, instead).at(0).description,
            "Emulated, sm_90, 1 multiprocessors, 1.0 GiB, PCI 0000:3b:00.0, code compiled by the driver (PTX)");
}

TEST(GpusSeen, OneWithoutCodeCannotBeUsed) {
  EmulatedRuntime runtime;
  runtime.code_for = "80-real";
  const std::string why = "this program has code for 80-real, which it cannot run; build it on this machine";
  EXPECT_EQ(gpus_seen(runtime, instead).at(0).why_unusable, why);
  EXPECT_EQ(why_no_gpu(runtime, instead), "GPU 0 (Emulated, sm_90): " + why + ", or use --backend threads");
  const auto error = crossover::error_of([&] { usable_gpus(runtime, instead); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->what(), why_no_gpu(runtime, instead));
  EXPECT_EQ(error->code(), ExitCode::unavailable);
}

TEST(GpusSeen, OneThatCannotBeUsedLeavesTheOthers) {
  EmulatedRuntime runtime(3);
  runtime.prohibited = {0, 2};
  EXPECT_EQ(usable(gpus_seen(runtime, instead)), std::vector<unsigned>{1});
  EXPECT_EQ(gpus_seen(runtime, instead).at(2).why_unusable,
            "its compute mode is Prohibited; let an administrator set another (nvidia-smi -c 0)");
  EXPECT_EQ(why_no_gpu(runtime, instead), "");
  runtime.prohibited = {0, 1, 2};
  EXPECT_EQ(why_no_gpu(runtime, instead),
            "GPU 0 (Emulated, sm_90): its compute mode is Prohibited; let an administrator set another (nvidia-smi -c "
            "0), or use --backend threads");
}

TEST(IsCompiledByDriver, OnlyWithoutMachineCodeThatRuns) {
  EXPECT_FALSE(is_compiled_by_driver("90-real", 9, 0));
  EXPECT_TRUE(is_compiled_by_driver("75-virtual", 9, 0));
  EXPECT_TRUE(is_compiled_by_driver("75-real,80-real,120", 12, 9) == false)
      << "machine code of an earlier minor version";
  EXPECT_TRUE(is_compiled_by_driver("75-real,90", 10, 0));
  EXPECT_FALSE(is_compiled_by_driver("90-real", 10, 0)) << "it does not run at all";
}

TEST(RunsOn, MachineCodeWithinAMajorVersionAndPtxOnAllLater) {
  EXPECT_TRUE(runs_on("90-real", 9, 0));
  EXPECT_FALSE(runs_on("90-real", 10, 0));
  EXPECT_FALSE(runs_on("90-real", 8, 9));
  EXPECT_TRUE(runs_on("80-real", 8, 6));
  EXPECT_FALSE(runs_on("86-real", 8, 0));
  EXPECT_TRUE(runs_on("75-virtual", 7, 5));
  EXPECT_TRUE(runs_on("75-virtual", 12, 0));
  EXPECT_FALSE(runs_on("75-virtual", 7, 0));
  EXPECT_TRUE(runs_on("75-real,80-real,120", 12, 1));
  EXPECT_FALSE(runs_on("75-real,80-real,120", 10, 0));
  EXPECT_FALSE(runs_on("", 9, 0));
}

}  // namespace
}  // namespace crossover::cuda
