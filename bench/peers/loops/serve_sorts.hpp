// The C++ side of the sort exercise; serve_sorts.py is the Python side and describes it.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "serve.hpp"

struct SortTask {
  unsigned workers;
  std::string folder, type;
  std::size_t arrays, keys;  // arrays are sorted together, of so many keys each
};

inline SortTask sort_task_of(char** arguments) {
  return {static_cast<unsigned>(std::stoul(arguments[1])), arguments[2], arguments[3], std::stoul(arguments[4]),
          std::stoul(arguments[5])};
}

/// The keys of a file, page by page as they are read; the system keeps one copy for all peers.
template <class T>
std::span<const T> mapped(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY);
  struct stat status = {};
  if (file < 0 || fstat(file, &status) != 0) throw std::runtime_error("cannot read " + path);
  const auto bytes = static_cast<std::size_t>(status.st_size);
  const void* memory = mmap(nullptr, bytes, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
  close(file);
  if (memory == MAP_FAILED) throw std::runtime_error("cannot map " + path);
  return {static_cast<const T*>(memory), bytes / sizeof(T)};
}

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

/// Memory for keys. A large one asks for huge pages, as numpy does for its arrays.
template <class T>
std::unique_ptr<T[], Free> memory_for(std::size_t keys) {
  constexpr std::size_t huge_page = std::size_t{1} << 21;
  const std::size_t bytes = (keys * sizeof(T) + huge_page - 1) / huge_page * huge_page;
  void* memory = std::aligned_alloc(huge_page, bytes);
  if (memory == nullptr) throw std::bad_alloc();
  madvise(memory, bytes, MADV_HUGEPAGE);  // refused where there are none
  return std::unique_ptr<T[], Free>(static_cast<T*>(memory));
}

/// Sets of arrays that are sorted together, used in turn: a CPU learns one short array by heart.
template <class T>
class Sets {
 public:
  explicit Sets(const SortTask& task)
      : keys_of_set_(task.arrays * task.keys),
        pristine_(mapped<T>(task.folder + "/keys")),
        sorted_(mapped<T>(task.folder + "/sorted")),
        work_(memory_for<T>(keys_of_set_)) {
    for (std::size_t i = 0; i < task.arrays; ++i) arrays_.emplace_back(work_.get() + i * task.keys, task.keys);
  }

  /// The next set's arrays, unsorted; always in the same memory.
  const std::vector<std::span<T>>& fresh() {
    first_ = (first_ + keys_of_set_) % pristine_.size();
    std::memcpy(work_.get(), pristine_.data() + first_, keys_of_set_ * sizeof(T));
    return arrays_;
  }

  /// How many keys of the arrays are not those of the truth at their place.
  std::uint64_t misplaced() const {
    const T* const truth = sorted_.data() + first_;
    if (std::memcmp(work_.get(), truth, keys_of_set_ * sizeof(T)) == 0) return 0;
    std::uint64_t misplaced = 0;
    for (std::size_t i = 0; i < keys_of_set_; ++i) misplaced += std::memcmp(work_.get() + i, truth + i, sizeof(T)) != 0;
    return misplaced;
  }

 private:
  std::size_t keys_of_set_, first_ = 0;
  std::span<const T> pristine_, sorted_;
  std::unique_ptr<T[], Free> work_;
  std::vector<std::span<T>> arrays_;
};

template <class T, class Sort>
int serve_sorts_of(const SortTask& task, const std::string& note, Sort& sort) {
  Sets<T> sets(task);
  say_ready(note);
  for (std::uint64_t times; std::cin >> times;) {
    std::chrono::duration<double> seconds{};
    std::uint64_t misplaced = 0;
    for (; times > 0; --times) {
      const std::vector<std::span<T>>& arrays = sets.fresh();
      const auto started = std::chrono::steady_clock::now();
      sort(arrays);
      seconds += std::chrono::steady_clock::now() - started;
      misplaced += sets.misplaced();
    }
    std::cout << misplaced << ' ' << seconds.count() << std::endl;
  }
  return 0;
}

/// Answers every N on stdin by calling `sort(arrays)` N times, where `arrays` is a std::vector of std::span of keys.
template <class Sort>
int serve_sorts(const SortTask& task, const std::string& note, Sort sort) {
  if (task.type == "i32") return serve_sorts_of<std::int32_t>(task, note, sort);
  if (task.type == "i64") return serve_sorts_of<std::int64_t>(task, note, sort);
  if (task.type == "u32") return serve_sorts_of<std::uint32_t>(task, note, sort);
  if (task.type == "u64") return serve_sorts_of<std::uint64_t>(task, note, sort);
  if (task.type == "f32") return serve_sorts_of<float>(task, note, sort);
  if (task.type == "f64") return serve_sorts_of<double>(task, note, sort);
  throw std::runtime_error("no type " + task.type);
}
