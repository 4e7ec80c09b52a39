#include "host/files/output_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "tests/support/error_of.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

using Names = std::set<std::string>;

class OutputFileTest : public testing::Test {
 protected:
  const TemporaryFolder folder_;
  const fs::path file_ = folder_ / "result.json";
};

fs::perms permissions_of(const fs::path& file) { return fs::status(file).permissions(); }

TEST_F(OutputFileTest, CreatesAFile) {
  OutputFile("--json", file_).write("new\n");
  EXPECT_EQ(content_of(file_), "new\n");
  EXPECT_EQ(folder_.names(), Names{"result.json"});
}

TEST_F(OutputFileTest, ReplacesAFile) {
  write_file(file_, "old and longer\n");
  OutputFile("--json", file_).write("new\n");
  EXPECT_EQ(content_of(file_), "new\n");
  EXPECT_EQ(folder_.names(), Names{"result.json"});
}

TEST_F(OutputFileTest, WritesEveryByteOfALargeContent) {
  std::string large(5'000'000, 'x');
  large[4'000'000] = '\0';
  OutputFile("--json", file_).write(large);
  EXPECT_EQ(content_of(file_), large);
}

TEST_F(OutputFileTest, WritesAnEmptyContent) {
  write_file(file_, "old\n");
  OutputFile("--json", file_).write("");
  EXPECT_TRUE(fs::exists(file_));
  EXPECT_EQ(content_of(file_), "");
}

TEST_F(OutputFileTest, WritesMoreThanOnce) {
  const OutputFile file("--json", file_);
  file.write("first\n");
  file.write("second\n");
  EXPECT_EQ(content_of(file_), "second\n");
}

TEST_F(OutputFileTest, LeavesNothingBehindUntilItIsWritten) {
  const OutputFile file("--json", file_);
  EXPECT_EQ(folder_.names(), Names{});
}

TEST_F(OutputFileTest, LeavesTheOldContentUntilItIsWritten) {
  write_file(file_, "old\n");
  const OutputFile file("--json", file_);
  EXPECT_EQ(content_of(file_), "old\n");
  EXPECT_EQ(folder_.names(), Names{"result.json"});
}

TEST_F(OutputFileTest, NeverChangesTheOldFileItself) {
  write_file(file_, "old\n");
  fs::create_hard_link(file_, folder_ / "same file");  // like a reader who has it open
  OutputFile("--json", file_).write("new\n");
  EXPECT_EQ(content_of(folder_ / "same file"), "old\n");
}

TEST_F(OutputFileTest, KeepsThePermissionsOfTheOldFile) {
  for (const unsigned mode : {0600U, 0640U, 0755U}) {
    write_file(file_, "old\n");
    fs::permissions(file_, fs::perms(mode));
    OutputFile("--json", file_).write("new\n");
    EXPECT_EQ(permissions_of(file_), fs::perms(mode));
  }
}

TEST_F(OutputFileTest, GivesANewFileThePermissionsThatTheUmaskLeaves) {
  const mode_t before = umask(027);
  OutputFile("--json", file_).write("new\n");
  EXPECT_EQ(umask(before), 027U);
  EXPECT_EQ(permissions_of(file_), fs::perms(0640));
}

TEST_F(OutputFileTest, MayBeNamedWithoutItsFolder) {
  const fs::path before = fs::current_path();
  fs::current_path(folder_.path());
  OutputFile("--json", "result.json").write("new\n");
  fs::current_path(before);
  EXPECT_EQ(content_of(file_), "new\n");
  EXPECT_EQ(folder_.names(), Names{"result.json"});
}

TEST_F(OutputFileTest, MayHaveBlanksAndLettersOfAllLanguagesInItsName) {
  const fs::path file = folder_ / "größe 結果 %s.json";
  OutputFile("--json", file).write("new\n");
  EXPECT_EQ(content_of(file), "new\n");
}

TEST_F(OutputFileTest, MayHaveTheLongestNameThereIs) {
  const fs::path file = folder_ / std::string(255, 'n');
  OutputFile("--json", file).write("new\n");
  EXPECT_EQ(content_of(file), "new\n");
}

TEST_F(OutputFileTest, FollowsASymbolicLink) {
  write_file(folder_ / "there/real.json", "old\n");
  fs::create_symlink("there/real.json", file_);
  OutputFile("--json", file_).write("new\n");
  EXPECT_TRUE(fs::is_symlink(file_));
  EXPECT_EQ(content_of(folder_ / "there/real.json"), "new\n");
}

TEST_F(OutputFileTest, FollowsASymbolicLinkToAFileThatIsNotThereYet) {
  fs::create_directory(folder_ / "there");
  fs::create_symlink("there/real.json", file_);
  OutputFile("--json", file_).write("new\n");
  EXPECT_TRUE(fs::is_symlink(file_));
  EXPECT_EQ(content_of(folder_ / "there/real.json"), "new\n");
}

TEST_F(OutputFileTest, RefusesALinkThatLeadsInACircle) {
  fs::create_symlink("result.json", file_);
  EXPECT_NE(error_of([&] { OutputFile("--json", file_); }), std::nullopt);
}

TEST_F(OutputFileTest, RefusesAFolder) {
  EXPECT_EQ(message_of([&] { OutputFile("--json out", folder_.path()); }), "cannot write --json out: Is a directory");
}

TEST_F(OutputFileTest, RefusesAMissingFolderAndDoesNotMakeIt) {
  EXPECT_EQ(message_of([&] { OutputFile("--csv out", folder_ / "missing/result.csv"); }),
            "cannot write --csv out: No such file or directory");
  EXPECT_EQ(folder_.names(), Names{});
}

TEST_F(OutputFileTest, RefusesAFileInThePlaceOfAFolder) {
  write_file(file_, "old\n");
  EXPECT_EQ(message_of([&] { OutputFile("--json out", file_ / "inner"); }), "cannot write --json out: Not a directory");
}

TEST_F(OutputFileTest, RefusesWithTheExitCodeOfAFailure) {
  const auto error = error_of([&] { OutputFile("--json out", folder_.path()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code(), ExitCode::failed);
}

}  // namespace
}  // namespace crossover
