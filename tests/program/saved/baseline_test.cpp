#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/program/support/documents.hpp"
#include "tests/program/support/programs.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

/// Baselines are kept in a folder of the test's own.
class BaselinesOfTheProgram : public testing::Test {
 protected:
  Outcome in_shell(const std::string& line) const {
    return run_in_shell("export XDG_STATE_HOME='" + folder_.file("state") + "'; " + line);
  }
  std::string path_of(const std::string& name) const { return folder_.file("state/crossover/baselines/" + name); }

  const TemporaryFolder folder_;
  const std::string compare_ = "compare --samples 1e5 --backend serial --time-limit 2 --quiet ";
};

TEST_F(BaselinesOfTheProgram, AreKeptListedShownAndRemoved) {
  const Outcome kept = in_shell("crossover " + compare_ + "--save-baseline main");
  EXPECT_EQ(kept.exit_code, 0) << kept;
  EXPECT_NE(kept.out.find("Kept as baseline 'main'"), std::string::npos) << kept;
  const Outcome list = in_shell("crossover baseline");
  EXPECT_NE(list.out.find("main"), std::string::npos) << list;
  const Outcome shown = in_shell("crossover baseline show main --json -");
  EXPECT_EQ(document_of(shown).at("command"), "compare");
  EXPECT_EQ(Json::parse(content_of(path_of("main.json"))), Json::parse(shown.out)) << "as it was kept";
  EXPECT_EQ(in_shell("crossover baseline remove main").exit_code, 0);
  const Outcome gone = in_shell("crossover baseline show main");
  EXPECT_EQ(gone.exit_code, 1) << gone;
  EXPECT_EQ(gone.err, "crossover: there is no baseline 'main'; to make it: --save-baseline main\n");
}

TEST_F(BaselinesOfTheProgram, FindAKernelOfATenthOfTheSpeedAndEndInExitCode4) {
  ASSERT_EQ(in_shell("crossover " + compare_ + "--save-baseline main").exit_code, 0);
  const Outcome slower =
      in_shell("CROSSOVER_SLOWER=900 " + program_with_slow_kernel() + " " + compare_ + "--baseline main --json -");
  EXPECT_EQ(slower.exit_code, 4) << slower;
  const Json baseline = Json::parse(slower.out).at("baseline");
  EXPECT_EQ(baseline.at("regression"), true);
  EXPECT_EQ(baseline.at("runs").at(0).at("verdict"), "slower");
  EXPECT_GT(baseline.at("runs").at(0).at("ratio"), 2);
}

TEST_F(BaselinesOfTheProgram, MayBeFilesThatJsonWrote) {
  const std::string file = folder_.file("result.json");
  ASSERT_EQ(in_shell("crossover " + compare_ + "--json " + file).exit_code, 0);
  const Outcome held = in_shell("crossover " + compare_ + "--regression 900% --baseline " + file);
  EXPECT_EQ(held.exit_code, 0) << held;
  EXPECT_NE(held.out.find("Against baseline '" + file + "'"), std::string::npos) << held;
}

TEST_F(BaselinesOfTheProgram, AreKeptWithoutTheMachinesNameWhereThatIsAskedFor) {
  ASSERT_EQ(in_shell("crossover " + compare_ + "--anonymous --save-baseline main").exit_code, 0);
  EXPECT_FALSE(Json::parse(content_of(path_of("main.json"))).at("provenance").contains("host"));
}

TEST_F(BaselinesOfTheProgram, SayWhereNothingCanBeJudgedByThem) {
  const Outcome kept =
      in_shell("crossover compare --samples 1e6 --backend serial --time-limit 0 --quiet --save-baseline main");
  EXPECT_EQ(kept.exit_code, 0) << kept;
  EXPECT_NE(kept.out.find("nothing will be judged: there were too few rounds"), std::string::npos) << kept;
}

TEST_F(BaselinesOfTheProgram, OfSortsAreHeldAgainstSorts) {
  const std::string sort = "sort --keys 1e4 --sorter simd --sharing sequential --time-limit 2 --quiet ";
  ASSERT_EQ(in_shell("crossover " + sort + "--save-baseline sorts").exit_code, 0);
  const Outcome held = in_shell("crossover " + sort + "--baseline sorts --regression 900% --json -");
  EXPECT_EQ(document_of(held).at("baseline").at("runs").size(), 1U);
  const Outcome of_another = in_shell("crossover " + compare_ + "--baseline sorts");
  EXPECT_EQ(of_another.exit_code, 1) << of_another;
  EXPECT_NE(of_another.err.find("is of crossover sort"), std::string::npos) << of_another;
}

TEST_F(BaselinesOfTheProgram, AreNotKeptOfARunThatWasStopped) {
  Process process({"env", "XDG_STATE_HOME=" + folder_.file("state"), program(), "compare", "--samples", endless,
                   "--backend", "serial", "--save-baseline", "main"});
  process.wait_until_it_catches(SIGINT);
  process.send(SIGINT);
  const Outcome stopped = process.wait();
  EXPECT_EQ(stopped.exit_code, 130) << stopped;
  EXPECT_NE(stopped.err.find("baseline 'main' was not kept"), std::string::npos) << stopped;
  EXPECT_EQ(in_shell("crossover baseline show main").exit_code, 1);
}

TEST_F(BaselinesOfTheProgram, AreRefusedBeforeAnyWorkWhereTheyCannotBe) {
  for (const auto& [options, code, part] : std::vector<std::tuple<std::string, int, std::string>>{
           {"--baseline missing", 1, "there is no baseline 'missing'"},
           {"--baseline ./missing.json", 1, "cannot read './missing.json'"},
           {"--save-baseline ../main", 2, "is no name for one"},
           {"--save-baseline ''", 2, "is no name for one"},
           {"--save-baseline main --baseline main", 2, "give it another name"},
           {"--regression 5%", 2, "--regression goes with --baseline"},
           {"--baseline missing --regression 0", 2, "is no percentage above 0"},
           {"--baseline missing --regression -5%", 2, "is no percentage above 0"},
           {"--baseline missing --regression much", 2, "is no percentage above 0"},
           {"--plan --baseline missing", 2, "do not go with --plan"}}) {
    const Outcome refused = in_shell(std::string("crossover compare --samples ") + endless + " " + options);
    EXPECT_EQ(refused.exit_code, code) << refused;
    EXPECT_NE(refused.err.find(part), std::string::npos) << refused;
    EXPECT_LT(refused.seconds, 5) << "no work was begun";
  }
}

TEST_F(BaselinesOfTheProgram, CommandRefusesWhatItDoesNotKnow) {
  for (const auto& [arguments, part] :
       std::vector<std::pair<std::string, std::string>>{{"shwo main", "there are list, show and remove"},
                                                        {"show", "needs the name"},
                                                        {"remove", "needs the name"},
                                                        {"list main", "crossover baseline show main"},
                                                        {"show a b", "is not expected here"}}) {
    const Outcome refused = in_shell("crossover baseline " + arguments);
    EXPECT_EQ(refused.exit_code, 2) << refused;
    EXPECT_NE(refused.err.find(part), std::string::npos) << refused;
  }
}

}  // namespace
}  // namespace crossover
