#include "host/cli/outputs.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/error_of.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

const Document document{.page = {{Sentences{"finding"}}}, .csv = "c,s,v\n", .json = "{}\n", .csv_rounds = "round\n"};

/// What comes out on standard output.
std::string delivered(const OutputRequest& request) {
  Outputs outputs(request);
  testing::internal::CaptureStdout();
  outputs.deliver(document);
  return testing::internal::GetCapturedStdout();
}

std::string refusal_of(const OutputRequest& request) {
  return message_of([&] { Outputs{request}; });
}

TEST(Outputs, PutTheTextOnStandardOutput) { EXPECT_EQ(delivered({}), "finding\n"); }

TEST(Outputs, PutTheFormAskedForOnStandardOutput) {
  EXPECT_EQ(delivered({.json = "-", .csv = {}}), "{}\n");
  EXPECT_EQ(delivered({.json = {}, .csv = "-"}), "c,s,v\n");
  EXPECT_EQ(delivered({.json = {}, .csv = {}, .csv_rounds = "-"}), "round\n");
  EXPECT_EQ(delivered({.json = {}, .csv = {}, .markdown = true}), "- finding\n");
}

TEST(Outputs, PutFilesBesideTheText) {
  const TemporaryFolder folder;
  EXPECT_EQ(delivered({.json = (folder / "a.json").string(), .csv = (folder / "a.csv").string()}), "finding\n");
  EXPECT_EQ(content_of(folder / "a.json"), "{}\n");
  EXPECT_EQ(content_of(folder / "a.csv"), "c,s,v\n");
}

TEST(Outputs, PutAFileBesideAnotherForm) {
  const TemporaryFolder folder;
  EXPECT_EQ(delivered({.json = "-", .csv = (folder / "a.csv").string()}), "{}\n");
  EXPECT_EQ(content_of(folder / "a.csv"), "c,s,v\n");
}

/// A result of which a page can be made.
const Document measured{.page = {{Sentences{"finding"}}}, .json = R"({"schema": "crossover/2", "command": "pi"})"};

TEST(Outputs, WriteThePageAlsoOnTheWayAndTellWhereItIsAtTheEnd) {
  const TemporaryFolder folder;
  const std::string page = (folder / "a.html").string();
  Outputs outputs({.json = {}, .csv = {}, .html = page});
  outputs.save(measured);
  EXPECT_EQ(content_of(page).substr(0, 15), "<!DOCTYPE html>");
  testing::internal::CaptureStdout();
  outputs.deliver(measured);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "finding\n\nReport: " + page + "\n");
}

TEST(Outputs, RefuseTwoResultsOnStandardOutput) {
  const std::string refusal =
      "standard output takes one of --json -, --csv -, --csv-rounds -, --html - and --markdown; give the others a "
      "file's name";
  EXPECT_EQ(refusal_of({.json = "-", .csv = "-"}), refusal);
  EXPECT_EQ(refusal_of({.json = "-", .csv = {}, .markdown = true}), refusal);
  EXPECT_EQ(refusal_of({.json = {}, .csv = "-", .markdown = true}), refusal);
  EXPECT_EQ(refusal_of({.json = "-", .csv = "-", .markdown = true}), refusal);
}

TEST(Outputs, RefuseTwoResultsInOneFile) {
  const TemporaryFolder folder;
  const std::string file = (folder / "result").string();
  EXPECT_EQ(refusal_of({.json = file, .csv = file}), "--json and --csv name the same file; give each its own");
  EXPECT_EQ(refusal_of({.json = file, .csv = {}, .csv_rounds = file}),
            "--json and --csv-rounds name the same file; give each its own");
  EXPECT_EQ(folder.names(), std::set<std::string>{});
}

TEST(Outputs, RefuseTwoResultsInOneFileHoweverItIsNamed) {
  const TemporaryFolder folder;
  const std::string file = (folder / "result").string(), same = (folder / "./result").string(),
                    link = (folder / "link").string();
  EXPECT_EQ(refusal_of({.json = file, .csv = same}), "--json and --csv name the same file; give each its own");
  write_file(file, "old\n");
  std::filesystem::create_symlink("result", link);
  EXPECT_EQ(refusal_of({.json = link, .csv = file}), "--json and --csv name the same file; give each its own");
}

TEST(Outputs, RefuseAnEmptyName) {
  EXPECT_EQ(refusal_of({.json = "", .csv = {}}),
            "--json needs a file's name; write --json result, or - for standard output");
  EXPECT_EQ(refusal_of({.json = {}, .csv = ""}),
            "--csv needs a file's name; write --csv result, or - for standard output");
}

TEST(Outputs, RefuseTheseAsWrongUsage) {
  for (const OutputRequest& request : {OutputRequest{.json = "-", .csv = "-"}, OutputRequest{.json = "a", .csv = "a"},
                                       OutputRequest{.json = "", .csv = {}}}) {
    const auto error = error_of([&] { Outputs{request}; });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ExitCode::usage);
  }
}

TEST(Outputs, RefuseAFileThatCannotBeWrittenBeforeAnyWork) {
  const TemporaryFolder folder;
  const std::string file = (folder / "missing/a.json").string();
  const auto error = error_of([&] { Outputs{{.json = file, .csv = {}}}; });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->what(), "cannot write --json " + file + ": No such file or directory");
  EXPECT_EQ(error->code(), ExitCode::failed);
}

TEST(Outputs, GoToEveryOtherPlaceWhenOneFails) {
  const TemporaryFolder folder;
  Outputs outputs({.json = "/dev/full", .csv = (folder / "a.csv").string()});
  testing::internal::CaptureStdout();
  const std::string message = message_of([&] { outputs.deliver(document); });
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "finding\n");
  EXPECT_EQ(content_of(folder / "a.csv"), "c,s,v\n");
  EXPECT_EQ(message, "cannot write --json /dev/full: No space left on device");
}

/// A result whose text is that of the lines.
Document growing(const std::vector<std::string>& lines) {
  return {.page = {{Sentences(lines)}}, .grows = true, .csv = "c\n", .json = "{}\n"};
}

using Texts = std::pair<std::string, std::string>;

/// What comes out on standard output when it is saved, and when it is delivered with a line more.
Texts shown_and_delivered(const OutputRequest& request) {
  Outputs outputs(request);
  testing::internal::CaptureStdout();
  outputs.save(growing({"one"}));
  outputs.save(growing({"one"}));
  outputs.save(growing({"one", "two"}));
  const std::string shown = testing::internal::GetCapturedStdout();
  testing::internal::CaptureStdout();
  outputs.deliver(growing({"one", "two", "three"}));
  return {shown, testing::internal::GetCapturedStdout()};
}

TEST(Outputs, ShowATextAsItGrows) { EXPECT_EQ(shown_and_delivered({}), (Texts{"one\ntwo\n", "three\n"})); }

TEST(Outputs, ShowOtherFormsAtTheEndAlone) {
  EXPECT_EQ(shown_and_delivered({.json = {}, .csv = {}, .markdown = true}), (Texts{"", "- one\n- two\n- three\n"}));
  EXPECT_EQ(shown_and_delivered({.json = "-", .csv = {}}), (Texts{"", "{}\n"}));
}

TEST(Outputs, TellAsAWholeWhatDidNotOnlyGrow) {
  Outputs outputs({});
  testing::internal::CaptureStdout();
  outputs.save(growing({"one"}));
  outputs.deliver(growing({"another", "two"}));
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "one\nanother\ntwo\n");
}

TEST(Outputs, ShowNothingOfATextThatMayChange) {
  Outputs outputs({});
  testing::internal::CaptureStdout();
  outputs.save(document);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST(OutputsDeathTest, RefuseAClosedStandardOutput) {
  EXPECT_EXIT((close(STDOUT_FILENO), std::fputs(refusal_of({}).c_str(), stderr), std::_Exit(0)),
              testing::ExitedWithCode(0), "^cannot write to standard output: it is closed");
}

}  // namespace
}  // namespace crossover
