#include <gtest/gtest.h>

#include <csignal>
#include <string>

#include "tests/program/support/documents.hpp"
#include "tests/program/support/programs.hpp"
#include "tests/program/support/run_program.hpp"

namespace crossover {
namespace {

using testing::IsSubstring;

TEST(LessonProgram, RunsOneExercise) {
  const Outcome queue = run({"lesson", "3", "--time-limit", "0.5"});
  EXPECT_EQ(queue.exit_code, 0) << queue;
  EXPECT_PRED_FORMAT2(IsSubstring, "\n3. Pi by a queue\n", queue.out);
  EXPECT_EQ(queue.out.find("1. Pi by two threads"), std::string::npos) << queue;
}

TEST(LessonProgram, SaysTheSameWhetherItIsShownAsItGrowsOrSaved) {
  const Outcome shown = run_in_shell(
      "crossover lesson queue --time-limit 0.5 --json r.json > shown && grep -c 'In general:' shown && rm shown "
      "r.json");
  EXPECT_EQ(shown.exit_code, 0) << shown;
  EXPECT_EQ(shown.out, "5\n");
}

TEST(LessonProgram, AsksFirstAndWaitsForEnter) {
  const Outcome paused = run_in_shell("printf '\\n\\n' | crossover lesson queue --time-limit 0.5 --pause");
  EXPECT_EQ(paused.exit_code, 0) << paused;
  EXPECT_PRED_FORMAT2(IsSubstring, "  ? The queue returns 0: why?\n", paused.err);
  EXPECT_PRED_FORMAT2(IsSubstring, "Press Enter to measure. Press Enter for the answers. ", paused.err);
  EXPECT_PRED_FORMAT2(IsSubstring, "\nHere: ", paused.out);
}

TEST(LessonProgram, GoesOnWhereNobodyPressesEnter) {
  const Outcome paused = run_in_shell("crossover lesson queue --time-limit 0.5 --pause < /dev/null");
  EXPECT_EQ(paused.exit_code, 0) << paused;
  EXPECT_PRED_FORMAT2(IsSubstring, "\nHere: ", paused.out);
}

TEST(LessonProgram, EndsAtOnceWhenItIsStoppedWhileItWaits) {
  const Outcome stopped = run_in_shell(
      "mkfifo never; sleep 60 > never & holder=$!; crossover lesson queue --pause < never & sleep 1; kill -INT $!; "
      "wait $!; code=$?; kill $holder; rm never; exit $code");
  EXPECT_EQ(stopped.exit_code, 130) << stopped;
  EXPECT_LT(stopped.seconds, 30);
  EXPECT_PRED_FORMAT2(IsSubstring, "PARTIAL: stopped before the lesson's end.", stopped.out);
}

TEST(LessonProgram, WritesWhatWorkersDidWhen) {
  const Outcome traced =
      run_in_shell("crossover lesson queue --time-limit 0.5 --trace t.json > /dev/null && cat t.json && rm t.json");
  EXPECT_EQ(traced.exit_code, 0) << traced;
  EXPECT_EQ(Json::parse(traced.out).at("traceEvents").at(0).at("args").at("name"), "A queue, one point a message");
}

TEST(Trace, OfPiIsJsonOrAPicture) {
  const Outcome json =
      run_in_shell("crossover pi -n 1e6 -b serial --trace t.json -q > /dev/null && cat t.json && rm t.json");
  EXPECT_EQ(Json::parse(json.out).at("traceEvents").at(0).at("args").at("name"), "serial with 1 worker, 1e6 samples")
      << json;
  const Outcome svg =
      run_in_shell("crossover pi -n 1e6 -b serial --trace t.svg -q > /dev/null && cat t.svg && rm t.svg");
  EXPECT_TRUE(svg.out.starts_with("<svg ")) << svg;
}

TEST(Trace, IsRefusedWhereItCannotBe) {
  EXPECT_PRED_FORMAT2(IsSubstring, "crossover: --trace does not go with backend 'hybrid'; try --backend threads\n",
                      run({"pi", "--backend", "hybrid", "--trace", "t.json"}).err);
  EXPECT_PRED_FORMAT2(IsSubstring, "--trace needs a file's name", run({"pi", "--trace", "-"}).err);
  EXPECT_PRED_FORMAT2(IsSubstring, "cannot write --trace /nowhere/t.json",
                      run({"pi", "--trace", "/nowhere/t.json"}).err);
  EXPECT_PRED_FORMAT2(IsSubstring, "name the same file", run({"pi", "--trace", "t.json", "--json", "t.json"}).err);
}

TEST(LessonProgram, RunsPythonBesideIt) {
  if (!works_here("python3 -c ''")) GTEST_SKIP() << "there is no python3";
  const Outcome beside = run({"lesson", "model-queue", "--python", "--time-limit", "0.5", "--json", "-"});
  EXPECT_EQ(beside.exit_code, 0) << beside;
  const Json json = Json::parse(beside.out);
  EXPECT_FALSE(json.at("python").at("version").get<std::string>().empty());
  EXPECT_TRUE(json.at("cells").at(0).at("python_seconds").is_number());
  EXPECT_FALSE(json.at("answers").at(0).at("python_here").get<std::string>().empty());
}

}  // namespace
}  // namespace crossover
