#include "host/files/write_all.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace crossover {
namespace {

void wait_until_writable(int fd) {
  pollfd wanted{.fd = fd, .events = POLLOUT, .revents = 0};
  poll(&wanted, 1, -1);
}

}  // namespace

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(fd, content.data(), content.size());
    if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    if (written >= 0 || errno == EINTR) continue;
    if (errno != EAGAIN) return false;
    wait_until_writable(fd);
  }
  return true;
}

}  // namespace crossover
