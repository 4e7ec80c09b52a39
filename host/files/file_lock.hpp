#pragma once

#include <filesystem>

#include "host/system/file_descriptor.hpp"

namespace crossover {

/// Only one at a time holds the lock of a file, of all processes and threads; another waits for its turn. Where the
/// file system offers no locks, all go ahead. A process that ends in any way holds none any more.
class FileLock {
 public:
  /// Makes the file where there is none. It stays, so that all who come meet at the same one.
  explicit FileLock(const std::filesystem::path& path);

 private:
  FileDescriptor file_;
};

}  // namespace crossover
