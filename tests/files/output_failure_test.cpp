// Writing when it must fail, in processes of their own that give up rights, disk space or standard streams.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <set>
#include <string>

#include "host/files/output_file.hpp"
#include "host/system/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

/// Ends the process: 0 when the call throws no Error, else 1 and what the Error says.
[[noreturn]] void end_after(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& e) {
    std::fprintf(stderr, "%s\n", e.what());
    std::_Exit(1);
  }
  std::_Exit(0);
}

/// Root may write to everything, so it becomes nobody first.
void give_up_root() {
  constexpr unsigned nobody = 65534;
  if (geteuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0)) std::_Exit(99);
}

/// Lets no file grow past so many bytes: as good as a full disk.
void allow_bytes_a_file(rlim_t bytes) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{bytes, bytes};
  setrlimit(RLIMIT_FSIZE, &limit);
}

class OutputFileDeathTest : public testing::Test {
 protected:
  OutputFileDeathTest() { fs::permissions(folder_.path(), fs::perms(0777)); }

  const TemporaryFolder folder_;
  const fs::path file_ = folder_ / "result.json";
};

TEST_F(OutputFileDeathTest, RefusesAFileThatMayOnlyBeRead) {
  write_file(file_, "old\n");
  fs::permissions(file_, fs::perms(0444));
  EXPECT_EXIT((give_up_root(), end_after([&] { OutputFile("--json out", file_); })), testing::ExitedWithCode(1),
              "^cannot write --json out: Permission denied\n$");
  EXPECT_EQ(content_of(file_), "old\n");
}

TEST_F(OutputFileDeathTest, RefusesAFolderThatMayOnlyBeRead) {
  fs::permissions(folder_.path(), fs::perms(0555));
  EXPECT_EXIT((give_up_root(), end_after([&] { OutputFile("--json out", file_); })), testing::ExitedWithCode(1),
              "^cannot write --json out: Permission denied\n$");
  fs::permissions(folder_.path(), fs::perms(0777));
}

TEST_F(OutputFileDeathTest, RefusesAFileOnADiskThatIsFullAlready) {
  constexpr auto message_goes_to_a_file_too = "";
  EXPECT_EXIT((allow_bytes_a_file(0), end_after([&] { OutputFile("--json out", file_); })), testing::ExitedWithCode(1),
              message_goes_to_a_file_too);
  EXPECT_EQ(folder_.names(), std::set<std::string>{});
}

TEST_F(OutputFileDeathTest, KeepsTheOldContentAndLeavesNothingBehindWhenTheDiskIsFull) {
  write_file(file_, "old\n");
  EXPECT_EXIT(end_after([&] {
                const OutputFile file("--json out", file_);
                allow_bytes_a_file(1000);
                file.write(std::string(2000, 'x'));
              }),
              testing::ExitedWithCode(1), "^cannot write --json out: File too large\n$");
  EXPECT_EQ(content_of(file_), "old\n");
  EXPECT_EQ(folder_.names(), std::set<std::string>{"result.json"});
}

TEST_F(OutputFileDeathTest, LeavesNothingBehindWhenThereWasNoFileAndTheDiskIsFull) {
  EXPECT_EXIT(end_after([&] {
                const OutputFile file("--json out", file_);
                allow_bytes_a_file(1000);
                file.write(std::string(2000, 'x'));
              }),
              testing::ExitedWithCode(1), "File too large");
  EXPECT_EQ(folder_.names(), std::set<std::string>{});
}

TEST_F(OutputFileDeathTest, FailsWhenItsFolderHasGoneMeanwhile) {
  fs::create_directory(folder_ / "inner");
  EXPECT_EXIT(end_after([&] {
                const OutputFile file("--json out", folder_ / "inner/result.json");
                fs::remove_all(folder_ / "inner");
                file.write("new\n");
              }),
              testing::ExitedWithCode(1), "^cannot write --json out: No such file or directory\n$");
}

TEST(StdoutDeathTest, TakesAllOfAText) {
  testing::internal::CaptureStdout();
  const std::string text(1'000'000, 'x');
  write_to_stdout(text);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), text);
}

TEST(StdoutDeathTest, ThatIsFullGivesAnError) {
  EXPECT_EXIT(end_after([] {
                dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO);
                write_to_stdout("no room\n");
              }),
              testing::ExitedWithCode(1), "^cannot write to standard output: No space left on device\n$");
}

TEST(StdoutDeathTest, IsKnownToBeClosed) {
  EXPECT_TRUE(stdout_is_open());
  EXPECT_EXIT((close(STDOUT_FILENO), std::_Exit(stdout_is_open() ? 1 : 0)), testing::ExitedWithCode(0), "");
}

TEST(StandardStreamsDeathTest, ThatAreClosedAreOccupiedAndOpenOnesLeftAlone) {
  EXPECT_EXIT((close(STDIN_FILENO), close(STDOUT_FILENO), occupy_closed_standard_streams(),
               std::fprintf(stderr, "standard error as before"),
               std::_Exit(fcntl(STDIN_FILENO, F_GETFD) != -1 && stdout_is_open() ? 0 : 1)),
              testing::ExitedWithCode(0), "standard error as before");
}

TEST(StandardStreamsDeathTest, NoneIsLeftForAFileThatIsOpenedLater) {
  const auto first_free_number = [] {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) close(stream);
    occupy_closed_standard_streams();
    return open("/dev/null", O_RDONLY);
  };
  EXPECT_EXIT(std::_Exit(first_free_number() > STDERR_FILENO ? 0 : 1), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace crossover
