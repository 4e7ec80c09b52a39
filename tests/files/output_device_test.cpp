// What is no regular file must be written to, not replaced.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <thread>

#include "host/files/output_file.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

/// What is there to be read now.
std::string read_some(int fd) {
  std::array<char, 100> buffer{};
  const ssize_t bytes = read(fd, buffer.data(), buffer.size());
  return bytes > 0 ? std::string(buffer.data(), static_cast<std::size_t>(bytes)) : std::string();
}

TEST(OutputDevice, MayBeANamedPipe) {
  const TemporaryFolder folder;
  const fs::path pipe = folder / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
  ASSERT_GE(reader, 0);
  OutputFile("--json", pipe).write("through the pipe\n");
  EXPECT_EQ(read_some(reader), "through the pipe\n");
  EXPECT_TRUE(fs::is_fifo(pipe));
  EXPECT_EQ(folder.names(), std::set<std::string>{"pipe"});
  close(reader);
}

// As a shell gives it: crossover pi --json >(jq .)
TEST(OutputDevice, MayBeAnOpenPipeByItsNumber) {
  std::array<int, 2> pipe_ends{};
  ASSERT_EQ(pipe(pipe_ends.data()), 0);
  const std::string path = "/dev/fd/" + std::to_string(pipe_ends[1]);
  const std::string message = message_of([&] { OutputFile("--json", path).write("through the pipe\n"); });
  close(pipe_ends[1]);
  EXPECT_EQ(message, "no error");
  EXPECT_EQ(read_some(pipe_ends[0]), "through the pipe\n");
  close(pipe_ends[0]);
}

// As a shell gives it: crossover pi --csv /dev/fd/3 3>>log
TEST(OutputDevice, MayBeAnOpenFileByItsNumberWhichGoesOnWhereItStands) {
  const TemporaryFolder folder;
  const fs::path log = folder / "log";
  std::ofstream(log) << "before\n";
  const int number = open(log.c_str(), O_WRONLY | O_APPEND);
  ASSERT_GE(number, 0);
  for (const std::string path : {"/dev/fd/", "/proc/self/fd/"}) {
    const OutputFile file("--csv", path + std::to_string(number));
    EXPECT_FALSE(file.is_replaceable());
    file.write("behind\n");
  }
  close(number);
  std::stringstream content;
  content << std::ifstream(log).rdbuf();
  EXPECT_EQ(content.str(), "before\nbehind\nbehind\n");
  EXPECT_EQ(folder.names(), std::set<std::string>{"log"});
}

TEST(OutputDevice, ThatIsAPipeWaitsForItsReader) {
  const TemporaryFolder folder;
  const fs::path pipe = folder / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  std::thread writer([&] { OutputFile("--json", pipe).write("at last\n"); });
  const int reader = open(pipe.c_str(), O_RDONLY);
  EXPECT_EQ(read_some(reader), "at last\n");
  writer.join();
  close(reader);
}

TEST(OutputDevice, MayBeDevNullWhichStaysADevice) {
  OutputFile("--json", "/dev/null").write("nobody reads this\n");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(OutputDevice, MayBeReachedByASymbolicLink) {
  const TemporaryFolder folder;
  fs::create_symlink("/dev/null", folder / "link");
  OutputFile("--json", folder / "link").write("nobody reads this\n");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(OutputDevice, ThatIsFullGivesAnErrorThatNamesTheOption) {
  const OutputFile file("--json /dev/full", "/dev/full");
  const auto error = error_of([&] { file.write("no room\n"); });
  ASSERT_TRUE(error);
  EXPECT_STREQ(error->what(), "cannot write --json /dev/full: No space left on device");
  EXPECT_EQ(error->code(), ExitCode::failed);
}

}  // namespace
}  // namespace crossover
