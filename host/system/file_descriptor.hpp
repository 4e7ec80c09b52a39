#pragma once

#include <unistd.h>

#include <utility>

namespace crossover {

/// Owns an open file; -1 for none.
class FileDescriptor {
 public:
  explicit FileDescriptor(int number = -1) : number_(number) {}
  ~FileDescriptor() { close(); }
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

  void close() {
    if (is_open()) close_checked();
  }
  /// False where that fails: some file systems report a full disk only then. errno says why.
  bool close_checked() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

}  // namespace crossover
