#include <gtest/gtest.h>

#include <string>

#include "tests/program/support/documents.hpp"
#include "tests/program/support/programs.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

using testing::IsNotSubstring;
using testing::IsSubstring;

const std::string compare = "compare --samples 1e4 --backend serial,threads --time-limit 0.5";

/// Results that the program wrote itself, in a folder of the test's own.
class Report : public testing::Test {
 protected:
  Outcome run(const std::string& arguments) const {
    return run_in_shell("cd '" + folder_.path().string() + "'; crossover " + arguments + " --quiet");
  }
  std::string content(const std::string& name) const { return content_of(folder_ / name); }

  const TemporaryFolder folder_;
};

TEST_F(Report, ShowsASavedResultAsTextMarkdownCsvAndPage) {
  ASSERT_EQ(run(compare + " --json a.json").exit_code, 0);
  const Outcome text = run("report a.json --text");
  EXPECT_EQ(text.exit_code, 0) << text;
  EXPECT_PRED_FORMAT2(IsSubstring, "crossover compare, measured ", text.out);
  EXPECT_PRED_FORMAT2(IsSubstring, "| backend |", run("report a.json --markdown").out);
  EXPECT_EQ(run("report a.json --csv -").out.substr(0, 15), "backend,kernel,");
  EXPECT_EQ(run("report a.json --html -").out.substr(0, 15), "<!DOCTYPE html>");
  EXPECT_EQ(Json::parse(run("report a.json --json -").out), Json::parse(content("a.json")));
}

TEST_F(Report, IsThePageThatTheCommandItselfWrites) {
  ASSERT_EQ(run(compare + " --json a.json --html a.html").exit_code, 0);
  ASSERT_EQ(run("report a.json --html again.html").exit_code, 0);
  EXPECT_EQ(content("a.html"), content("again.html"));
  EXPECT_PRED_FORMAT2(IsSubstring, "crossover report a.json --html report.html", content("a.html"));
}

TEST_F(Report, OfEachCommandIsWrittenWhileItMeasures) {
  for (const std::string& command : {std::string("pi --samples 1e5"), compare,
                                     std::string("compare --samples 1e3,1e4 --backend serial,threads --time-limit 1"),
                                     std::string("sort --keys 100,200 --sorter std --time-limit 0.5"),
                                     std::string("tune --samples 1e5 --backend serial --time-limit 0.5"),
                                     std::string("lesson split --time-limit 0.5")}) {
    const Outcome ran = run(command + " --html page.html");
    EXPECT_EQ(ran.exit_code, 0) << command << ran;
    EXPECT_EQ(ran.out.substr(ran.out.size() - 19), "\nReport: page.html\n") << command;
    EXPECT_PRED_FORMAT2(IsSubstring, "<h1>crossover " + command.substr(0, command.find(' ')), content("page.html"));
  }
}

TEST_F(Report, OfATracedRunHasItsTimeline) {
  ASSERT_EQ(run("pi --samples 1e6 --trace t.json --html page.html").exit_code, 0);
  EXPECT_PRED_FORMAT2(IsSubstring, "What each worker did when", content("page.html"));
}

TEST_F(Report, LeavesTheNameOfTheMachineOutWhereItIsAskedTo) {
  ASSERT_EQ(run(compare + " --anonymous --html page.html").exit_code, 0);
  EXPECT_PRED_FORMAT2(IsNotSubstring, "<dt>Machine</dt>", content("page.html"));
}

TEST_F(Report, WritesChartsIntoAFolderThatItMakes) {
  const Outcome ran = run(compare + " --svg charts/of/this");
  EXPECT_EQ(ran.exit_code, 0) << ran;
  EXPECT_PRED_FORMAT2(IsSubstring, "\nCharts: charts/of/this\n", ran.out);
  EXPECT_EQ(content("charts/of/this/time.svg").substr(0, 4), "<svg");
}

TEST_F(Report, HoldsAResultBesideOthers) {
  for (const char* name : {"a.json", "b.json", "c.json"}) ASSERT_EQ(run(compare + " --json " + name).exit_code, 0);
  const Outcome two = run("report a.json b.json --html two.html");
  EXPECT_EQ(two.exit_code, 0) << two;
  EXPECT_PRED_FORMAT2(IsSubstring, "Against baseline 'a.json'", two.out);
  EXPECT_PRED_FORMAT2(IsSubstring, "Beside &#39;a.json&#39;", content("two.html"));
  ASSERT_EQ(run("report a.json b.json c.json --html three.html").exit_code, 0);
  for (const char* beside : {"Beside &#39;a.json&#39;", "Beside &#39;b.json&#39;"})
    EXPECT_PRED_FORMAT2(IsSubstring, beside, content("three.html"));
}

TEST_F(Report, RefusesWhatIsNoResultInOneLine) {
  ASSERT_EQ(run("devices --json devices.json").exit_code, 0);
  ASSERT_EQ(run(compare + " --json a.json").exit_code, 0);
  ASSERT_EQ(run("pi --samples 1e4 --json pi.json").exit_code, 0);
  write_file(folder_ / "torn.json", "{\"schema\": \"crossover/2\", ");
  write_file(folder_ / "newer.json", R"({"schema": "crossover/9", "command": "pi"})");
  struct Refusal {
    std::string arguments, message;
    int exit_code = 1;
  };
  for (const Refusal& refusal :
       {Refusal{"", "report needs a file that --json wrote: crossover report result.json", 2},
        Refusal{"none.json", "cannot read 'none.json': No such file or directory"},
        Refusal{"torn.json", "'torn.json' is not JSON, or not all of it; write it anew with --json"},
        Refusal{"newer.json",
                "'newer.json' is of schema 'crossover/9', which is not known here; a newer crossover may read it"},
        Refusal{"devices.json",
                "'devices.json' is of crossover devices; report shows results of pi, compare, sort, tune, lesson"},
        Refusal{"pi.json a.json",
                "'pi.json' is of crossover pi, and the last result of crossover compare: these cannot be held against "
                "each other"},
        Refusal{"a.json pi.json",
                "results of crossover pi cannot be held against each other; those of compare and of sort can"},
        Refusal{"a.json --regression x", "--regression 'x' is no percentage above 0; write 5%", 2},
        Refusal{"a.json --text --markdown", "--text does not go with --markdown; leave one of them out", 2},
        Refusal{"a.json --html - --csv -",
                "standard output takes one of --json -, --csv -, --csv-rounds -, --html - and --markdown; give the "
                "others a file's name",
                2},
        Refusal{"a.json --html missing/page.html", "cannot write --html missing/page.html: No such file or directory"},
        Refusal{"a.json --svg a.json", "cannot make the folder of --svg a.json: Not a directory"},
        Refusal{"a.json --svg ''", "--svg needs a folder's name; write --svg charts", 2}}) {
    const Outcome ran = run("report " + refusal.arguments);
    EXPECT_EQ(ran.err, "crossover: " + refusal.message + "\n") << refusal.arguments;
    EXPECT_EQ(ran.exit_code, refusal.exit_code) << refusal.arguments;
    EXPECT_EQ(ran.out, "") << refusal.arguments;
  }
}

TEST_F(Report, KeepsTheOldPageWhereTheNewCannotBeWritten) {
  ASSERT_EQ(run(compare + " --json a.json").exit_code, 0);
  write_file(folder_ / "page.html", "old\n");
  const Outcome ran =
      run_in_shell("cd '" + folder_.path().string() + "'; ulimit -f 8; crossover report a.json --html page.html");
  EXPECT_EQ(ran.exit_code, 1) << ran;
  EXPECT_EQ(content("page.html"), "old\n");
}

}  // namespace
}  // namespace crossover
