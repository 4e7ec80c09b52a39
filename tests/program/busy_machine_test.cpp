#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/program/support/documents.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

/// A process for every CPU that may be used, which never sleeps.
class Hogs {
 public:
  Hogs() {
    const Json machine = document_of(run({"devices", "--json", "-"})).at("machine");
    for (unsigned i = 0; i < machine.at("usable_cpus"); ++i)
      hogs_.push_back(std::make_unique<Process>(Arguments{"/bin/sh", "-c", "while :; do :; done"}));
  }

 private:
  std::vector<std::unique_ptr<Process>> hogs_;
};

/// The other tests let it assume that the machine is quiet, since they run side by side.
Outcome run_with_open_eyes(const std::string& arguments, const std::string& variables = "") {
  return run_in_shell("unset CROSSOVER_ASSUME_QUIET; " + variables + " exec crossover " + arguments);
}

Json document(const Outcome& outcome) {
  EXPECT_EQ(outcome.exit_code, 0) << outcome;
  return Json::parse(outcome.out);
}

void expect_busy(const Json& state) {
  EXPECT_EQ(state.at("quiet"), false) << state;
  EXPECT_NE(state.at("why").get<std::string>().find("CPU"), std::string::npos) << state;
}

/// What a command prints beside hogs, which must say so and judge nothing.
Json judged_beside_hogs(const std::string& command) {
  const Hogs hogs;
  Json json = document(run_with_open_eyes(command + " --time-limit 3 --json -"));
  expect_busy(json.at("machine_state"));
  EXPECT_EQ(json.at("runs").at(1).at("verdict"), "machine_busy");
  return json;
}

TEST(BusyMachine, IsSaidByCompareWhichJudgesNothing) {
  const Json json = judged_beside_hogs("compare --backend serial,threads --samples 1e6");
  EXPECT_GT(json.at("runs").at(0).at("cpu_share"), 0);
}

TEST(BusyMachine, IsSaidBySortWhichJudgesNothing) {
  judged_beside_hogs("sort --keys 1000 --sorter std --sharing both");
}

TEST(BusyMachine, IsSaidByTheLessonFirst) {
  if (built_with_sanitizer) GTEST_SKIP() << "a sanitizer makes minutes of the lesson";
  const Hogs hogs;
  const Outcome lesson = run_with_open_eyes("lesson --time-limit 1");
  EXPECT_EQ(lesson.exit_code, 0) << lesson;
  EXPECT_TRUE(lesson.out.starts_with("BUSY: ")) << lesson;
}

/// A line for /bin/sh that makes a control group with a quota of one CPU, $1, and enters it; the folders of both
/// versions, of v1's two controllers apart or in one. It has the greatest weight, so that it gets all of its quota
/// whatever else is at work.
const std::string enter_group_of_one_cpu =
    "cd /sys/fs/cgroup && if test -e cpu/cpu.cfs_quota_us -o -e cpu/tasks; then"
    " mkdir -p cpu/$1 cpuacct/$1 && echo 100000 > cpu/$1/cpu.cfs_quota_us && echo 262144 > cpu/$1/cpu.shares &&"
    " echo 0 > cpu/$1/cgroup.procs && echo 0 > cpuacct/$1/cgroup.procs; else"
    " mkdir $1 && echo '100000 100000' > $1/cpu.max && echo 10000 > $1/cpu.weight && echo 0 > $1/cgroup.procs; fi";
const std::string remove_group = "; cd /sys/fs/cgroup; rmdir cpu/$1 cpuacct/$1 $1 2>/dev/null;";

TEST(BusyMachine, IsSaidWhereOthersUseUpTheQuota) {
  const std::string name = "set -- crossover_test_$$; ", enter = "( " + enter_group_of_one_cpu;
  if (!works_here(name + enter + " && crossover devices --json - | grep -q '\"cpu_quota\": 1' ) 2>/dev/null && ok=1" +
                  remove_group + " test -n \"$ok\""))
    GTEST_SKIP() << "no control group can be made here";
  const Outcome compare =
      run_in_shell("unset CROSSOVER_ASSUME_QUIET; " + name + enter +
                   " && { while :; do :; done & } && "
                   "crossover compare --backend serial,gil --samples 1e6 --time-limit 3 --json -; kill $!; wait )" +
                   remove_group);
  const Json json = Json::parse(compare.out);
  expect_busy(json.at("machine_state"));
  EXPECT_TRUE(json.at("machine_state").at("why").get<std::string>().starts_with("others under the same CPU quota used"))
      << compare;
}

TEST(BusyMachine, KeepsTuneFromSaving) {
  const Hogs hogs;
  const TemporaryFolder folder;
  const Outcome tune = run_with_open_eyes("tune --samples 1e6 --time-limit 3 --backend serial,threads --save --json -",
                                          "export XDG_CONFIG_HOME=" + folder.file("") + ";");
  EXPECT_EQ(tune.exit_code, 1) << tune;
  expect_busy(Json::parse(tune.out).at("machine_state"));
  EXPECT_NE(tune.err.find("--save kept nothing, since the machine was not quiet: "), std::string::npos) << tune;
  EXPECT_FALSE(std::filesystem::exists(folder.file("crossover/tuned.json")));
}

TEST(SpinningThreads, AreToldOfByNameWithTheNextStep) {
  const Outcome compare = run_with_open_eyes("compare --backend serial,openmp --workers 2 --samples 1e6 --time-limit 2",
                                             "export OMP_WAIT_POLICY=active;");
  if (compare.err.find("'openmp' cannot run here") != std::string::npos) GTEST_SKIP() << compare.err;
  EXPECT_NE(compare.out.find("BUSY: "), std::string::npos) << compare;
  if (compare.out.find("BUSY: other") == std::string::npos) {  // another test may be at work, which is told first
    EXPECT_NE(compare.out.find("(OMP_WAIT_POLICY=active), so "), std::string::npos) << compare;
    EXPECT_NE(compare.out.find("run it with OMP_WAIT_POLICY=passive."), std::string::npos) << compare;
  }
}

}  // namespace
}  // namespace crossover
