#include <gtest/gtest.h>

#include <csignal>
#include <regex>
#include <string>

#include "tests/program/support/documents.hpp"
#include "tests/program/support/programs.hpp"

/// The program with two emulated GPUs (see tests/support/fakes/emulated_gpus.cpp), and as it is where there is none.
namespace crossover {
namespace {

Outcome run_with_gpus(const std::string& arguments, const std::string& variables = "") {
  return run_in_shell(variables + " exec " + program_with_gpus() + " " + arguments);
}

/// Without the line breaks that a report puts in.
std::string joined(const std::string& text) { return std::regex_replace(text, std::regex("\\n *"), " "); }

TEST(Gpus, CountTheSameHits) {
  const Outcome compared = run_with_gpus("compare --samples 3e6 --kernel simd,philox,curand --time-limit 0 --json -");
  ASSERT_EQ(compared.exit_code, 0) << compared;
  const Json document = Json::parse(compared.out);
  EXPECT_EQ(document.at("agreement"), true);
  unsigned on_gpus = 0;
  for (const Json& run : document.at("runs")) {
    if (run.contains("unavailable")) continue;  // openmp, in a build without it
    EXPECT_EQ(run.at("hits"), document.at("runs").at(0).at("hits"));
    if (run.at("backend") != "cuda") continue;
    ++on_gpus;
    EXPECT_EQ(run.at("workers"), 2);
    EXPECT_EQ(run.at("instruction_set"), "sm_90");
    EXPECT_TRUE(run.at("meters").contains("kernel"));
    EXPECT_TRUE(run.at("efficiency").is_null());
  }
  EXPECT_EQ(on_gpus, 2U);
}

TEST(Gpus, AreChosenByNumber) {
  const Json run = run_of(run_with_gpus("pi --samples 1e6 --backend cuda --device 1 --json -"));
  EXPECT_EQ(run.at("hits"), 785987);
  EXPECT_EQ(run.at("workers"), 1);
  for (const std::string wrong : {"2", "0,0", "x"}) {
    const Outcome refused = run_with_gpus("pi --samples 1e6 --backend cuda --device " + wrong);
    EXPECT_EQ(refused.exit_code, 2) << refused;
    EXPECT_EQ(lines_of(refused.err).size(), 1U) << refused;
    EXPECT_EQ(refused.out, "");
  }
}

TEST(Gpus, AreCountedFromOneOn) {
  const Outcome compared =
      run_with_gpus("compare --device 1..all --backend cuda --samples 2e4 --scaling both --time-limit 5 --json -");
  ASSERT_EQ(compared.exit_code, 0) << compared;
  const Json document = Json::parse(compared.out);
  ASSERT_EQ(document.at("runs").size(), 3U);
  EXPECT_EQ(document.at("runs")[1].at("workers"), 2);
  EXPECT_EQ(document.at("runs")[2].at("samples"), 40'000);
  ASSERT_EQ(document.at("scaling").size(), 2U);
  EXPECT_EQ(document.at("scaling")[0].at("of"), "gpus");
  const Outcome more = run_with_gpus("compare --device 1..3 --backend cuda");
  EXPECT_EQ(more.exit_code, 2) << more;
  EXPECT_NE(more.err.find("--device must be 1 to 2"), std::string::npos) << more;
}

TEST(Gpus, DoWithoutOneThatMayNotBeUsed) {
  const std::string prohibited = "GPU_IS_PROHIBITED=0";
  for (const std::string backend : {"cuda", "hybrid"}) {
    const Json run = run_of(run_with_gpus("pi --samples 1e6 --json - --backend " + backend, prohibited));
    EXPECT_EQ(run.at("hits"), 785987);
    ASSERT_EQ(run.at("devices").size(), 1U) << run;
    EXPECT_TRUE(run.at("devices").at(0).get<std::string>().starts_with("GPU 1: ")) << run;
  }
  const Outcome sorted = run_with_gpus("sort --keys 1000 --sorter cuda --time-limit 0 --json -", prohibited);
  EXPECT_EQ(sorted.exit_code, 0) << sorted;
  const Outcome refused = run_with_gpus("pi --samples 1e6 --backend cuda --device 0", prohibited);
  EXPECT_EQ(refused.exit_code, 5) << refused;
  EXPECT_EQ(lines_of(refused.err).size(), 1U) << refused;
  EXPECT_NE(run_with_gpus("devices --json -", prohibited).out.find("cannot be used: its compute mode is Prohibited"),
            std::string::npos);
}

TEST(Gpus, CountTogetherWithTheCpu) {
  for (const std::string options : {"", " --device 1 --workers 1", " --workers 3 --kernel scalar"}) {
    const Json run = run_of(run_with_gpus("pi --samples 1e6 --backend hybrid --json -" + options));
    EXPECT_EQ(run.at("hits"), 785987);
    EXPECT_EQ(run.at("devices").size(), options.find("--device") == std::string::npos ? 2U : 1U);
  }
}

TEST(Gpus, AreSaidToBeAbsentByThatWhichNeedsThem) {
  const Outcome refused = run_in_shell(std::string("exec ") + program() + " pi --backend hybrid");
  if (refused.exit_code == 0) GTEST_SKIP() << "there is a GPU";
  EXPECT_EQ(refused.exit_code, 5) << refused;
  EXPECT_EQ(lines_of(refused.err).size(), 1U) << refused;
}

TEST(Gpus, TakeNoWorkers) {
  for (const std::string workers : {"1", "2"}) {
    const Outcome refused = run_with_gpus("pi --samples 1e6 --backend cuda --workers " + workers);
    EXPECT_EQ(refused.exit_code, 2) << refused;
    EXPECT_NE(refused.err.find("choose GPUs by --device"), std::string::npos) << refused;
  }
}

TEST(Gpus, ThatAreLostAreNeverTakenForAWrongNumber) {
  for (const char* calls : {"0", "1", "2", "3", "4", "5", "6", "7", "8"}) {
    const Outcome lost =
        run_with_gpus("pi --samples 1e6 --backend cuda --device 1", std::string("GPU_IS_LOST_AFTER_CALLS=") + calls);
    EXPECT_TRUE(lost.exit_code == 1 || lost.exit_code == 5) << calls << ": " << lost;
    EXPECT_EQ(lines_of(lost.err).size(), 1U) << lost;
    EXPECT_NE(lost.err.find("lost"), std::string::npos) << lost;
  }
}

TEST(Gpus, AreNamedInWhatWasMeasuredOnThem) {
  const Outcome one = run_with_gpus("pi --samples 1e6 --backend cuda --device 1");
  EXPECT_NE(one.out.find("GPU 1: Emulated, sm_90"), std::string::npos) << one;
  EXPECT_EQ(one.out.find("GPU 0: "), std::string::npos) << one;
}

TEST(Gpus, AreListed) {
  const Outcome listed = run_with_gpus("devices");
  EXPECT_NE(listed.out.find("cuda device 1: Emulated, sm_90, 1 multiprocessors, 1.0 GiB, PCI 0000:5e:00.0\n"),
            std::string::npos)
      << listed;
}

/// With a driver's management library that knows the first of the GPUs as nvidia-smi's number 2 (see
/// tests/support/fakes/fake_nvml.cpp).
Outcome run_with_sensors(const std::string& arguments, const std::string& refused = "") {
  return run_with_gpus(arguments, "LD_LIBRARY_PATH=" FAKE_NVML_FOLDER " FAKE_NVML_REFUSES='" + refused + "'");
}

TEST(Gpus, TellHowTheyAre) {
  const Outcome listed = run_with_sensors("devices");
  EXPECT_PRED_FORMAT2(
      testing::IsSubstring,
      "nvidia-smi 2, PCIe 3.0 x8 of 5.0 x16, ECC on, persistence off (each program waits for the driver; "
      "sudo nvidia-smi -pm 1), 38 °C, 71.2 W of 700 W, clocks throttled by power cap and temperature",
      joined(listed.out));
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "for CUDA 13.0, runtime 13.0\n", listed.out);
  const Json gpus = Json::parse(run_with_sensors("devices --json -", "nvmlDeviceGetPowerUsage=4").out).at("gpus");
  ASSERT_EQ(gpus.size(), 2U);
  EXPECT_EQ(gpus.at(0).at("watts"), nullptr);
  EXPECT_TRUE(gpus.at(0).at("why_none").at("watts").get<std::string>().starts_with("not permitted: "));
  EXPECT_EQ(gpus.at(1).at("nvidia_smi_index"), 3);
  EXPECT_EQ(gpus.at(1).at("why_none").at("celsius"), "not supported by this GPU");
}

TEST(Gpus, AreThemselvesInEveryReport) {
  for (const std::string command :
       {"pi --backend cuda --samples 1e5", "compare --backend cuda --samples 1e5 --time-limit 0",
        "sort --sorter cuda --keys 1000 --time-limit 0"}) {
    const std::string told = joined(run_with_sensors(command + " --device 0").out);
    EXPECT_PRED_FORMAT2(testing::IsSubstring, "GPU 0 (nvidia-smi 2): Emulated, sm_90", told);
    EXPECT_PRED_FORMAT2(testing::IsSubstring,
                        "PCI 0000:3b:00.0, PCIe 5.0 x16, ECC on, persistence off, 700 W at most, driver ", told);
    EXPECT_PRED_FORMAT2(testing::IsSubstring, "for CUDA 13.0, runtime 13.0", told);
  }
}

TEST(Gpus, TellWhyTheirEnergyIsNotRead) {
  const auto energy_of = [](const std::string& refused) {
    const std::string count = "pi --backend cuda --device 0 --samples 1e5 --json -";
    return run_of(run_with_sensors(count, refused)).at("meters").at("gpu_energy");
  };
  EXPECT_EQ(energy_of("").at("why_none"), "too short: a counter of energy tells of 1 s or more");
  const Json refused = energy_of("nvmlDeviceGetTotalEnergyConsumption=4");
  EXPECT_EQ(refused.at("value"), nullptr);
  EXPECT_TRUE(refused.at("why_none").get<std::string>().starts_with("not permitted: ")) << refused;
}

TEST(Gpus, TellTheirEnergyWhereARunIsLongEnough) {
  const Json run = run_of(run_with_sensors("pi --backend cuda --device 0 --samples 4e8 --json -"));
  if (run.at("seconds").at("cold") < 1) GTEST_SKIP() << "this machine emulates a GPU too fast";
  EXPECT_GT(run.at("meters").at("gpu_energy").at("value"), 0);
  EXPECT_EQ(run.at("device_work").at(0).at("celsius"), 38);
  EXPECT_EQ(run.at("device_work").at(0).at("clock_throttle_reasons"), (Json{"power cap", "temperature"}));
  EXPECT_NEAR(run.at("device_work").at(0).at("clock_hertz"), 1.5e9, 1e6);
}

TEST(Gpus, AreNotAskedByRunsOnCpusAlone) {
  const std::string tells = "LD_LIBRARY_PATH=" FAKE_NVML_FOLDER " FAKE_NVML_TELLS=1";
  for (const std::string command :
       {"pi --samples 1e5", "compare --samples 1e5 --backend serial,threads --time-limit 0",
        "sort --sorter std --keys 1000 --time-limit 0", "tune --samples 1e5 --backend serial"})
    EXPECT_EQ(run_with_gpus(command + " --quiet", tells).err.find("nvmlInit"), std::string::npos) << command;
  EXPECT_NE(run_with_gpus("pi --samples 1e5 --backend cuda", tells).err.find("nvmlInit"), std::string::npos);
}

TEST(Gpus, TellWhatTheyDrawWhenIdle) {
  const Outcome compared = run_with_sensors("compare --backend cuda --device 0 --samples 1e5 --time-limit 0 --json -");
  EXPECT_GT(Json::parse(compared.out).at("idle_power").at("gpu_watts"), 0) << compared;
}

TEST(Gpus, StopOnASignalWithWhatWasCounted) {
  const Outcome stopped = run_in_shell(std::string("exec timeout --preserve-status -s INT 1 ") + program_with_gpus() +
                                       " pi --samples 1e13 --backend cuda");
  EXPECT_EQ(stopped.exit_code, 130) << stopped;
  EXPECT_TRUE(stopped.out.starts_with("PARTIAL: SIGINT stopped the run after ")) << stopped;
}

TEST(Gpus, ThatAreLostLeaveWhatWasCounted) {
  const Outcome lost = run_with_gpus("pi --samples 1e9 --backend cuda", "GPU_IS_LOST_AFTER_CALLS=120");
  EXPECT_EQ(lost.exit_code, 1) << lost;
  EXPECT_TRUE(lost.out.starts_with("PARTIAL: a failure stopped the run after ")) << lost;
  EXPECT_EQ(lines_of(lost.err).size(), 1U) << lost;
  EXPECT_NE(lost.err.find("is lost to this process, which must end"), std::string::npos) << lost;
}

TEST(Gpus, ThatAreLostAreRowsAndTheOthersAreCompared) {
  const Outcome lost = run_with_gpus("compare --samples 1e8 --time-limit 0 --quiet", "GPU_IS_LOST_AFTER_CALLS=120");
  EXPECT_EQ(lost.exit_code, 1) << lost;
  EXPECT_TRUE(lost.out.starts_with("PARTIAL: 2 of 8 configurations failed.\n")) << lost;
  EXPECT_NE(lost.out.find("\nserial"), std::string::npos) << lost;
  EXPECT_NE(lost.out.find("All 6 configurations counted the same hits"), std::string::npos) << lost;
  EXPECT_EQ(lines_of(lost.err).size(), 1U) << lost;
}

TEST(WithoutGpus, TheBackendSaysWhyInOneLine) {
  if (const auto why = why_unavailable("cuda"); why.empty()) GTEST_SKIP() << "there is a GPU";
  const Outcome refused = run({"pi", "--samples", "1e6", "--backend", "cuda"});
  EXPECT_EQ(refused.exit_code, 5) << refused;
  EXPECT_EQ(refused.out, "");
  ASSERT_EQ(lines_of(refused.err).size(), 1U) << refused;
  EXPECT_TRUE(refused.err.starts_with("crossover: backend 'cuda' cannot run here: ")) << refused;
  EXPECT_NE(refused.err.find("; "), std::string::npos) << refused;
}

TEST(WithoutGpus, AComparisonOfTheirKernelsSaysWhy) {
  if (const auto why = why_unavailable("cuda"); why.empty()) GTEST_SKIP() << "there is a GPU";
  for (const Arguments& arguments :
       {Arguments{"compare", "--kernel", "simd,philox"}, Arguments{"compare", "--device", "0"}}) {
    const Outcome refused = run(arguments);
    EXPECT_EQ(refused.exit_code, 5) << refused;
    EXPECT_TRUE(refused.err.starts_with("crossover: backend 'cuda' cannot run here: ")) << refused;
  }
}

TEST(WithoutGpus, ASelftestSaysThatTheyWereNotTested) {
  if (const auto why = why_unavailable("cuda"); why.empty()) GTEST_SKIP() << "there is a GPU";
  const Outcome tested = run_in_shell("exec timeout --preserve-status -s INT 20 crossover selftest --quiet");
  EXPECT_NE(tested.out.find("cannot run here: "), std::string::npos) << tested;
}

TEST(WithoutGpus, OptionsForThemAreRefusedByOtherBackends) {
  for (const Arguments& arguments : {Arguments{"pi", "--device", "0"}, Arguments{"pi", "--kernel", "philox"},
                                     Arguments{"compare", "--backend", "serial", "--device", "all"},
                                     Arguments{"compare", "--backend", "serial", "--kernel", "curand"}}) {
    const Outcome refused = run(arguments);
    EXPECT_EQ(refused.exit_code, 2) << refused;
    EXPECT_EQ(lines_of(refused.err).size(), 1U) << refused;
    EXPECT_EQ(refused.out, "");
  }
}

}  // namespace
}  // namespace crossover
