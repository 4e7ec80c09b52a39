#include "host/files/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

namespace crossover {

FileLock::FileLock(const std::filesystem::path& path) : file_(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
  while (file_.is_open() && flock(file_.number(), LOCK_EX) != 0 && errno == EINTR) continue;
}

}  // namespace crossover
