#include "host/files/write_all.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <thread>

#include "host/system/file_descriptor.hpp"

namespace crossover {
namespace {

/// All that comes until the other end is closed.
std::string content_of(const FileDescriptor& fd) {
  std::string content;
  std::array<char, 4096> piece;
  for (ssize_t n; (n = read(fd.number(), piece.data(), piece.size())) > 0;)
    content.append(piece.data(), static_cast<std::size_t>(n));
  return content;
}

TEST(WriteAll, WritesMoreThanAPipeHoldsAlsoWhereItWouldNotBlock) {
  for (const int flags : {0, O_NONBLOCK}) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    const FileDescriptor read_end(ends[0]);
    FileDescriptor write_end(ends[1]);
    ASSERT_EQ(fcntl(write_end.number(), F_SETFL, flags), 0);
    std::string content;
    std::thread reader([&] { content = content_of(read_end); });
    const std::string text(1'000'000, 'x');
    EXPECT_TRUE(write_all(write_end.number(), text));
    EXPECT_TRUE(write_end.close_checked());
    reader.join();
    EXPECT_EQ(content, text);
  }
}

TEST(WriteAll, LeavesTheReasonInErrno) {
  const FileDescriptor full(open("/dev/full", O_WRONLY | O_CLOEXEC));
  EXPECT_FALSE(write_all(full.number(), "x"));
  EXPECT_EQ(errno, ENOSPC);
}

}  // namespace
}  // namespace crossover
