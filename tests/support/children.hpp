#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace crossover {

/// What the kernel tells of a process behind its name: "S 11 ...", its state and its parent; empty when it is gone.
inline std::string state_and_parent_of(pid_t id) {
  std::ifstream file("/proc/" + std::to_string(id) + "/stat");
  std::string stat;
  std::getline(file, stat, '\0');  // which throws nothing where the process goes in the meantime
  const std::size_t name_end = stat.rfind(") ");
  return name_end == std::string::npos ? "" : stat.substr(name_end + 2);
}

/// Of the CPU, by all its threads; 0 when it is gone.
inline double cpu_seconds_used_by(pid_t id) {
  std::istringstream fields(state_and_parent_of(id));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// The processes whose parent is this one, those too that have ended and were not waited for.
inline std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> children;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const std::string state = state_and_parent_of(std::stoi(name));
    if (!state.empty() && std::stoi(state.substr(2)) == parent) children.push_back(std::stoi(name));
  }
  return children;
}

/// Not so when it has ended and nobody has waited for it yet.
inline bool is_running(pid_t id) {
  const std::string state = state_and_parent_of(id);
  return !state.empty() && state.front() != 'Z' && state.front() != 'X';
}

/// Whether they end by themselves within that time.
inline bool end_within(std::chrono::milliseconds limit, const std::vector<pid_t>& processes) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (std::ranges::any_of(processes, is_running)) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

}  // namespace crossover
