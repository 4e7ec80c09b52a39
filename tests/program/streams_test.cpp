#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/program/support/documents.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

/// One line on standard error that says all the parts.
void expect_one_line(const Outcome& outcome, const std::vector<std::string>& parts) {
  EXPECT_EQ(lines_of(outcome.err).size(), 1U) << outcome;
  EXPECT_TRUE(outcome.err.starts_with("crossover: ")) << outcome;
  for (const std::string& part : parts)
    EXPECT_NE(outcome.err.find(part), std::string::npos) << part << " is not in\n" << outcome;
}

TEST(Streams, AClosedStdoutIsRefusedBeforeAnyWork) {
  const Outcome closed = run_in_shell("crossover pi --samples 1e15 >&-");
  EXPECT_EQ(closed.exit_code, 1) << closed;
  expect_one_line(closed, {"standard output", "closed"});
}

TEST(Streams, AFullStdoutIsAFailure) {
  for (const char* command : {"pi --samples 1e6", "pi --samples 1e6 --json -", "devices", "--help", "--version"}) {
    SCOPED_TRACE(command);
    const Outcome full = run_in_shell(std::string("crossover ") + command + " > /dev/full");
    EXPECT_EQ(full.exit_code, 1) << full;
    expect_one_line(full, {"standard output", "No space left"});
  }
}

TEST(Streams, APipeThatNobodyReadsIsAFailureAndNoCrash) {
  const Outcome broken = run({"pi", "--samples", "1e6"}, {.out = Streams::Out::broken_pipe});
  EXPECT_EQ(broken.signal, 0) << broken;
  EXPECT_EQ(broken.exit_code, 1) << broken;
  expect_one_line(broken, {"standard output", "Broken pipe"});
}

TEST(Streams, AClosedStderrChangesNothing) {
  const Outcome silent = run_in_shell("crossover pi --samples 1e6 --json - 2>&-");
  EXPECT_EQ(run_of(silent).at("hits"), 785987);
  EXPECT_EQ(run_in_shell("crossover pi --samples -1 2>&-").exit_code, 2);
}

TEST(Streams, AClosedStdinChangesNothing) {
  EXPECT_EQ(run_of(run_in_shell("crossover pi --samples 1e6 --json - <&-")).at("hits"), 785987);
}

TEST(Streams, NoFileIsTakenForAClosedStream) {
  const TemporaryFolder folder;
  const Outcome all_closed = run_in_shell("crossover pi --samples -1 2>&- <&-; crossover pi --samples 1e6 --json " +
                                          folder.file("a.json") + " --csv " + folder.file("a.csv") + " <&- 2>&-");
  EXPECT_EQ(all_closed.exit_code, 0) << all_closed;
  EXPECT_EQ(Json::parse(content_of(folder.file("a.json"))).at("runs").at(0).at("hits"), 785987);
  EXPECT_EQ(lines_of(content_of(folder.file("a.csv"))).size(), 2U);
}

TEST(Streams, StderrIsEmptyOffATerminalHoweverLongTheRun) {
  const Outcome compare = run({"compare", "--samples", "1e7", "--backend", "serial", "--time-limit", "1"});
  EXPECT_EQ(compare.exit_code, 0) << compare;
  EXPECT_EQ(compare.err, "");
}

TEST(Streams, TheResultIsPrintedThoughAFileCannotBeWritten) {
  const Outcome full = run({"pi", "--samples", "1e6", "--json", "/dev/full"});
  EXPECT_EQ(full.exit_code, 1) << full;
  EXPECT_NE(full.out.find("785 987"), std::string::npos) << full;
  expect_one_line(full, {"--json /dev/full", "No space left"});
}

TEST(Streams, AFileIsWrittenThoughStdoutIsFull) {
  const TemporaryFolder folder;
  const Outcome full = run_in_shell("crossover pi --samples 1e6 --json " + folder.file("a.json") + " > /dev/full");
  EXPECT_EQ(full.exit_code, 1) << full;
  EXPECT_EQ(Json::parse(content_of(folder.file("a.json"))).at("runs").at(0).at("hits"), 785987);
}

}  // namespace
}  // namespace crossover
