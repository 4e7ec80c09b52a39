#include "host/threads/idle_threads.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

namespace crossover {
namespace {

namespace fs = std::filesystem;

/// By the state in the third field of its stat file: "1234 (name) R ...", where the name may hold anything.
bool runs(const fs::path& thread) {
  const int file = open((thread / "stat").c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;  // it has ended
  std::array<char, 128> text{};
  const ssize_t length = read(file, text.data(), text.size());
  close(file);
  const std::string_view stat(text.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
  const auto name_end = stat.rfind(')');
  return name_end != std::string_view::npos && stat.substr(name_end).starts_with(") R");
}

bool any_other_thread_runs() {
  const std::string self = std::to_string(gettid());
  std::error_code none_there;
  const fs::directory_iterator threads("/proc/self/task", none_there);
  return std::any_of(begin(threads), end(threads), [&](const fs::directory_entry& thread) {
    return thread.path().filename() != self && runs(thread.path());
  });
}

}  // namespace

bool wait_until_other_threads_sleep() {
  using Clock = std::chrono::steady_clock;
  const auto patience_ends = Clock::now() + std::chrono::milliseconds(50);
  // Awake: a core that has slept would be slower at what is timed next.
  while (any_other_thread_runs()) {
    if (Clock::now() >= patience_ends) return false;
    std::this_thread::yield();
  }
  return true;
}

std::string setting_that_keeps_threads_awake() {
  for (const char* name : {"GOMP_SPINCOUNT", "KMP_BLOCKTIME", "OMP_WAIT_POLICY"}) {
    const char* value = std::getenv(name);
    if (value == nullptr) continue;
    std::string text(value);
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    const bool is_passive = text.find("passive") != std::string::npos || text == "0";
    if (!is_passive) return std::string(name) + "=" + value;
  }
  return "";
}

}  // namespace crossover
