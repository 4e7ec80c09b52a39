// The backend `processes` and the command that its workers are.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "tests/program/support/documents.hpp"
#include "tests/program/support/programs.hpp"
#include "tests/support/children.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

using namespace std::chrono_literals;

TEST(Worker, AnswersWhatPeopleType) {
  const Outcome worker = run_in_shell("printf '42 0 1000000\\n  1\\t5 5\\n42 0 1000' | crossover worker");
  EXPECT_EQ(worker.exit_code, 0) << worker;
  EXPECT_EQ(worker.out, "785987\n0\n798\n");
  EXPECT_EQ(worker.err, "");
  EXPECT_EQ(run_in_shell("echo 42 0 1000000 | crossover worker --kernel scalar").out, "785987\n");
}

TEST(Worker, AnswersEachLineBeforeItWaitsForTheNext) {
  const Outcome talk = run_in_shell(
      "d=$(mktemp -d) && mkfifo $d/in $d/out && (crossover worker <$d/in >$d/out & exec 3>$d/in 4<$d/out; "
      "for n in 1000 1000000; do echo 42 0 $n >&3; read hits <&4; echo $hits; done); rm -r $d");
  EXPECT_EQ(talk.out, "798\n785987\n") << talk;
}

TEST(Worker, RefusesNonsenseInOneLine) {
  for (const char* line : {"hello", "42 0", "42 7 0", "42 0 -1", ""}) {
    const Outcome worker =
        run_in_shell(std::string("printf '42 0 1000\\n") + line + "\\n42 0 1000\\n' | crossover worker");
    EXPECT_EQ(worker.exit_code, 2) << line << worker;
    EXPECT_EQ(worker.out, "798\n") << line;
    EXPECT_EQ(lines_of(worker.err).size(), 1U) << line << worker;
    EXPECT_NE(worker.err.find("line 2 of standard input is not 'seed first last'"), std::string::npos) << worker;
  }
}

/// For the shell: descriptor 3 is a pipe that never ends.
const std::string endless_input = "f=$(mktemp -u) && mkfifo $f && exec 3<>$f && rm $f && ";
const std::string endless_request = "echo 42 0 1000000000000000 >&3 && ";

/// Of one that a person has started, and of one that a parent has.
const std::array<std::string, 2> worker_environments{"", "CROSSOVER_WORKER=1 "};

TEST(Worker, EndsWithItsInput) {
  for (const std::string& environment : worker_environments) {
    const Outcome worker = run_in_shell("echo 42 0 1000000 | " + environment + "crossover worker");
    EXPECT_EQ(worker.exit_code, 0) << worker;
    EXPECT_EQ(worker.out, "785987\n");
    EXPECT_EQ(worker.err, "");
  }
}

TEST(Worker, EndsByASignal) {
  for (const std::string& environment : worker_environments)
    for (const std::string& input : {endless_input, endless_input + endless_request})
      for (const int signal : {SIGINT, SIGTERM}) {
        Process process({"/bin/sh", "-c", input + environment + "exec crossover worker <&3"});
        process.wait_until_it_catches(signal);
        std::this_thread::sleep_for(100ms);
        process.send(signal);
        const Outcome worker = process.wait();
        EXPECT_EQ(worker.exit_code, 128 + signal) << worker;
        EXPECT_EQ(worker.err, "");
      }
}

TEST(Worker, EndsWhileItCountsWhenNobodyReads) {
  const Outcome worker = run_in_shell(endless_input + endless_request + "crossover worker <&3 | true");
  EXPECT_EQ(worker.exit_code, 0) << worker;
  EXPECT_EQ(worker.err, "");
}

TEST(Worker, IsNotInTheListOfCommandsButHasHelp) {
  EXPECT_EQ(run({"--help"}).out.find("worker"), run({"--help"}).out.find("workers"));
  const Outcome help = run({"worker", "--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_TRUE(help.out.starts_with("Examples:\n  crossover worker\n")) << help;
  EXPECT_NE(help.out.find("\"seed first last\""), std::string::npos) << help;
  for (const char* option : {"--json", "--csv", "--markdown", "--quiet"}) {
    EXPECT_EQ(help.out.find(option), std::string::npos);
    EXPECT_EQ(run({"worker", option, "x"}).exit_code, 2);
  }
}

/// `crossover pi --backend processes --workers 2` on more samples than a test can wait for, with its workers, each of
/// which has counted some.
struct Counting {
  Process process;
  std::vector<pid_t> workers;

  explicit Counting(const Arguments& more = {}) : process(command(more)) {
    process.wait_until_it_catches(SIGINT);
    wait_until_both_have_counted();
  }

  void wait_until_both_have_counted() {
    while (!both_have_counted() && is_running(process.id())) std::this_thread::sleep_for(1ms);
  }

  /// Both have then taken several times the CPU time of their start, which a busy machine makes no longer.
  bool both_have_counted() {
    constexpr double seconds = built_with_sanitizer ? 0.5 : 0.1;
    workers = children_of(process.id());
    return workers.size() == 2 &&
           std::ranges::all_of(workers, [](pid_t id) { return cpu_seconds_used_by(id) > seconds; });
  }

  void wait_until_another_replaces(pid_t lost) const {
    const auto is_replaced = [&] {
      const auto children = children_of(process.id());
      return children.size() == 2 && std::ranges::find(children, lost) == children.end();
    };
    while (!is_replaced() && is_running(process.id())) std::this_thread::sleep_for(1ms);
  }

  static Arguments command(const Arguments& more) {
    Arguments all{program(), "pi", "--backend", "processes", "--workers", "2", "--samples", endless};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
};

TEST(Processes, AreNamedLikeTheProgramInPs) {
  Counting pi;
  ASSERT_EQ(pi.workers.size(), 2U);
  for (const pid_t worker : pi.workers)
    EXPECT_EQ(content_of("/proc/" + std::to_string(worker) + "/comm"), "crossover\n");
  pi.process.send(SIGINT);
  EXPECT_EQ(pi.process.wait().exit_code, 130);
}

TEST(Processes, CountTheHitsOfThreads) {
  for (const char* samples : {"0", "1", "1000", "12345678"}) {
    const auto hits_by = [&](const std::string& backend) {
      return run_of(run({"pi", "--samples", samples, "--backend", backend, "--json", "-"})).at("hits");
    };
    EXPECT_EQ(hits_by("processes"), hits_by("threads"));
  }
}

TEST(Processes, MakeGoodForAWorkerThatIsKilled) {
  Counting pi({"--json", "-"});
  ASSERT_EQ(pi.workers.size(), 2U);
  const pid_t killed = pi.workers.front();
  kill(killed, SIGKILL);
  pi.wait_until_another_replaces(killed);
  pi.wait_until_both_have_counted();  // one that starts slowly would be given up after the signal
  pi.process.send(SIGINT);
  const Outcome outcome = pi.process.wait();
  const std::string incident =
      "worker process " + std::to_string(killed) + " was killed by signal 9; its samples went to another";
  EXPECT_EQ(outcome.exit_code, 130) << outcome;
  EXPECT_EQ(outcome.err, "crossover: " + incident + "\n");
  const Json run = Json::parse(outcome.out).at("runs").at(0);
  EXPECT_EQ(run.at("incidents"), Json{incident});
  expect_right_hits(run);
}

TEST(Processes, AreReplacedWhereverInTheirStartTheyAreKilled) {
  for (const int milliseconds : {1, 5, 20, 60, 150}) {
    SCOPED_TRACE(milliseconds);
    Process process({program(), "pi", "--backend", "processes", "--workers", "60", "--samples", "1e8", "--json", "-"});
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    for (const pid_t child : children_of(process.id())) kill(child, SIGKILL);
    const Outcome pi = process.wait();
    ASSERT_EQ(pi.exit_code, 0) << pi;
    EXPECT_EQ(Json::parse(pi.out).at("runs").at(0).at("hits"), 78544189);
  }
}

TEST(Processes, CountAlsoWhereSigchldIsIgnored) {
  if (!works_here("env --ignore-signal=CHLD true")) GTEST_SKIP() << "this env cannot ignore signals";
  const Outcome pi =
      run_in_shell("exec env --ignore-signal=CHLD crossover pi --samples 1e6 --backend processes --workers 2 --json -");
  EXPECT_EQ(pi.err, "") << pi;
  EXPECT_EQ(run_of(pi).at("hits"), 785'987);
}

TEST(Processes, LeaveCtrlCToTheirParent) {
  Counting pi({"--json", "-"});
  pi.process.send_to_group(SIGINT);
  const Outcome outcome = pi.process.wait();
  EXPECT_EQ(outcome.exit_code, 130) << outcome;
  EXPECT_EQ(outcome.err, "");
  const Json run = Json::parse(outcome.out).at("runs").at(0);
  EXPECT_EQ(run.at("incidents"), Json::array());
  expect_right_hits(run);
  EXPECT_TRUE(end_within(soon, pi.workers));
}

TEST(Processes, EndWithTheirParentHoweverItEnds) {
  Counting pi;
  ASSERT_EQ(pi.workers.size(), 2U);
  pi.process.send(SIGKILL);
  EXPECT_EQ(pi.process.wait().signal, SIGKILL);
  EXPECT_TRUE(end_within(soon, pi.workers));
}

TEST(Processes, ThatAreStoppedKeepNobodyWaitingWhoStopsTheRun) {
  Counting pi({"--json", "-"});
  ASSERT_EQ(pi.workers.size(), 2U);
  kill(pi.workers.front(), SIGSTOP);
  const auto start = std::chrono::steady_clock::now();
  pi.process.send(SIGTERM);
  const Outcome outcome = pi.process.wait();
  EXPECT_LT(std::chrono::steady_clock::now() - start, built_with_sanitizer ? 30s : 8s) << "10 s are its usual patience";
  EXPECT_EQ(outcome.exit_code, 143) << outcome;
  expect_right_hits(Json::parse(outcome.out).at("runs").at(0));
  EXPECT_TRUE(end_within(soon, pi.workers));
}

TEST(Processes, ThatAreStoppedEndWithTheirParent) {
  Counting pi;
  ASSERT_EQ(pi.workers.size(), 2U);
  for (const pid_t worker : pi.workers) kill(worker, SIGSTOP);
  pi.process.send(SIGKILL);
  pi.process.wait();
  EXPECT_TRUE(end_within(soon, pi.workers));
}

TEST(Processes, ThatAreMoreThanCanBeStartedAreOneLine) {
  if (built_with_sanitizer) GTEST_SKIP() << "sanitizers open files of their own";
  const Outcome few_files = run_in_shell("ulimit -n 40 && exec crossover pi --backend processes --workers 256");
  EXPECT_EQ(few_files.exit_code, 1) << few_files;
  EXPECT_EQ(lines_of(few_files.err).size(), 1U) << few_files;
  EXPECT_NE(few_files.err.find("of 256: Too many open files; try --workers 1"), std::string::npos) << few_files;
}

TEST(Processes, AreNotStartedByAWorker) {
  const Outcome in_a_worker = run_in_shell("CROSSOVER_WORKER=1 crossover pi --backend processes");
  EXPECT_EQ(in_a_worker.exit_code, 1) << in_a_worker;
  EXPECT_NE(in_a_worker.err.find("a worker process starts no workers"), std::string::npos) << in_a_worker;
}

TEST(Processes, HaveTheirStartBesideThatOfAThread) {
  const Json document = document_of(
      run({"compare", "--samples", "1e5", "--backend", "threads,processes", "--time-limit", "1", "--json", "-"}));
  for (const char* what : {"thread", "process"}) EXPECT_GT(document.at("starts").at(what), 0) << what;
}

}  // namespace
}  // namespace crossover
