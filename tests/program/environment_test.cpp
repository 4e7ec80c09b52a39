#include <gtest/gtest.h>
#include <sched.h>

#include <string>
#include <vector>

#include "tests/program/support/documents.hpp"

namespace crossover {
namespace {

const char* const a_million = "crossover pi --samples 1e6 --json - ";

/// What a million samples give on a backend, with variables set as the shell does: "OMP_NUM_THREADS=3".
Outcome run_with(const std::string& variables, const std::string& backend) {
  return run_in_shell(variables + " " + a_million + "--backend " + backend);
}

/// The text of a result, without the time that it took.
std::vector<std::string> untimed(const Outcome& outcome) {
  EXPECT_EQ(outcome.exit_code, 0) << outcome;
  auto lines = lines_of(outcome.out);
  std::erase_if(lines, [](const std::string& line) { return line.starts_with("time") || line.starts_with("CPU"); });
  return lines;
}

TEST(Environment, OmpNumThreadsSetsTheWorkersOfOpenMp) {
  if (const auto why = why_unavailable("openmp"); !why.empty()) GTEST_SKIP() << why;
  EXPECT_EQ(run_of(run_with("OMP_NUM_THREADS=3", "openmp")).at("workers"), 3);
  EXPECT_EQ(run_of(run_with("OMP_NUM_THREADS=4,2", "openmp")).at("workers"), 4);
  EXPECT_EQ(run_of(run_with("OMP_NUM_THREADS=3", "openmp --workers 2")).at("workers"), 2);
}

TEST(Environment, OmpNumThreadsSetsNoOtherWorkers) {
  const Json document = document_of(run_with("OMP_NUM_THREADS=3333", "threads"));
  EXPECT_EQ(document.at("runs").at(0).at("workers"), document.at("machine").at("usable_cpus"));
}

TEST(Environment, AnOmpNumThreadsThatCannotBeMeantChangesNothing) {
  if (const auto why = why_unavailable("openmp"); !why.empty()) GTEST_SKIP() << why;
  for (const char* value : {"abc", "-1", "0", "1e9", "1000000000", "99999999999999999999", "3x", "''", ",", "3,0"}) {
    SCOPED_TRACE(value);
    const Outcome pi = run_with(std::string("OMP_NUM_THREADS=") + value, "openmp");
    EXPECT_EQ(pi.exit_code, 0) << pi;  // libgomp may complain on standard error
    const Json run = Json::parse(pi.out).at("runs").at(0);
    EXPECT_EQ(run.at("hits"), 785987);
    EXPECT_LE(run.at("workers"), 4096);
  }
}

TEST(Environment, TheLocaleChangesNoFigure) {
  const auto expected = untimed(run({"pi", "--samples", "1e6"}));
  for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "C", "C.UTF-8", "no_SUCH"}) {
    SCOPED_TRACE(locale);
    const std::string variables = "LC_ALL=" + std::string(locale) + " LANG=" + locale + " ";
    EXPECT_EQ(untimed(run_in_shell(variables + "crossover pi --samples 1e6")), expected);
    EXPECT_DOUBLE_EQ(run_of(run_in_shell(variables + a_million)).at("pi").get<double>(), 3.143948);
  }
}

TEST(Environment, ThatKeepsOpenMpFromStartingThreadsIsARowOfTheComparison) {
  const Outcome compare = run_in_shell(
      "OMP_STACKSIZE=1000000G exec crossover compare --backend serial,openmp,threads --workers 2 --samples 1e6 "
      "--time-limit 1");
  if (compare.out.find("openmp   cannot run here") != std::string::npos) GTEST_SKIP() << "built without OpenMP";
  EXPECT_EQ(compare.exit_code, 1) << compare;
  EXPECT_EQ(lines_of(compare.err).size(), 1U) << compare;
  EXPECT_NE(compare.err.find("crossover: OpenMP's runtime cannot start 2 threads here (OMP_STACKSIZE=1000000G)"),
            std::string::npos)
      << compare;
  EXPECT_NE(compare.out.find("All 2 configurations counted the same hits"), std::string::npos) << compare;
}

TEST(Environment, ThatHasOpenMpWorkWithOneThreadMakesOneTheDefault) {
  EXPECT_EQ(run_of(run_with("OMP_MAX_ACTIVE_LEVELS=0", "openmp")).at("workers"), 1);
  const Outcome refused =
      run_in_shell("OMP_MAX_ACTIVE_LEVELS=0 exec crossover pi --samples 1e6 --backend openmp --workers 2");
  EXPECT_EQ(refused.exit_code, 1) << refused;
  EXPECT_EQ(refused.err, "crossover: OMP_MAX_ACTIVE_LEVELS=0 allows 1 worker, not 2; raise it or try --workers 1\n");
}

TEST(Environment, AnEmptyOneChangesNothing) {
  const auto expected = untimed(run({"pi", "--samples", "1e6"}));
  EXPECT_EQ(untimed(run_in_shell("exec env -i \"$(command -v crossover)\" pi --samples 1e6")), expected);
}

TEST(Environment, AnyFolderMayBeTheCurrentOne) {
  EXPECT_EQ(run_of(run_in_shell(std::string("cd /; ") + a_million)).at("hits"), 785987);
}

TEST(Environment, BindingTheThreadsOfOpenMpTakesNoCpuFromTheOthers) {
  const Json usable = document_of(run_in_shell(a_million)).at("machine").at("usable_cpus");
  for (const char* binding : {"OMP_PROC_BIND=true", "GOMP_CPU_AFFINITY=0"}) {
    const Json document = document_of(run_with(binding, "threads"));
    EXPECT_EQ(document.at("machine").at("usable_cpus"), usable) << binding;
    EXPECT_EQ(document.at("runs").at(0).at("workers"), usable) << binding;
  }
}

TEST(Environment, AffinitySetsTheDefaultWorkers) {
  cpu_set_t allowed;
  ASSERT_EQ(sched_getaffinity(0, sizeof allowed, &allowed), 0);
  std::size_t cpu = 0;
  while (!CPU_ISSET(cpu, &allowed)) ++cpu;
  const std::string on_one_cpu = "taskset -c " + std::to_string(cpu) + " ";
  if (!works_here(on_one_cpu + "true")) GTEST_SKIP() << "taskset cannot be run here";
  const Json document = document_of(run_in_shell(on_one_cpu + a_million));
  EXPECT_EQ(document.at("runs").at(0).at("workers"), 1);
  EXPECT_EQ(document.at("runs").at(0).at("hits"), 785987);
  EXPECT_EQ(document.at("machine").at("usable_cpus"), 1);
}

}  // namespace
}  // namespace crossover
