#include "host/machine/provenance.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "host/machine/cgroup.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

std::string utc_now() {
  const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
}

/// The arguments of this process, each of which the kernel ends by a zero byte.
std::vector<std::string> command_line(const fs::path& root) {
  std::ifstream in(root / "proc/self/cmdline", std::ios::binary);
  std::vector<std::string> arguments;
  for (std::string argument; std::getline(in, argument, '\0');) arguments.push_back(argument);
  return arguments;
}

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string();
}

std::optional<double> number_at(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end != text.data() ? std::optional(value) : std::nullopt;
}

/// "0.52 0.58 0.59 1/389 4242"
std::optional<double> load(const fs::path& root) {
  const auto line = first_line_of(root / "proc/loadavg");
  return line ? number_at(*line) : std::nullopt;
}

/// "some avg10=1.53 avg60=..."
std::optional<double> cpu_pressure(const fs::path& root) {
  constexpr std::string_view before = "some avg10=";
  const auto line = first_line_of(root / "proc/pressure/cpu");
  if (!line || !line->starts_with(before)) return std::nullopt;
  return number_at(std::string_view(*line).substr(before.size()));
}

/// How many folders there are of a name that a number follows: "node0", "node1".
unsigned numbered_folders(const fs::path& folder, std::string_view name, const auto& on_each) {
  unsigned count = 0;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    const std::string file = entry.path().filename().string();
    const bool is_one = file.starts_with(name) && file.size() > name.size() &&
                        file.find_first_not_of("0123456789", name.size()) == std::string::npos;
    if (is_one && on_each(entry.path())) ++count;
  }
  return count;
}

std::optional<Topology> topology(const fs::path& root) {
  std::set<std::string> sockets;
  std::set<std::pair<std::string, std::string>> cores;
  const unsigned threads = numbered_folders(root / "sys/devices/system/cpu", "cpu", [&](const fs::path& cpu) {
    const auto socket = first_line_of(cpu / "topology/physical_package_id");
    const auto core = first_line_of(cpu / "topology/core_id");
    if (!socket || !core) return false;  // offline
    sockets.insert(*socket);
    cores.emplace(*socket, *core);
    return true;
  });
  if (threads == 0) return std::nullopt;
  const unsigned nodes =
      numbered_folders(root / "sys/devices/system/node", "node", [](const fs::path&) { return true; });
  return Topology{static_cast<unsigned>(sockets.size()), static_cast<unsigned>(cores.size()), threads,
                  std::max(1U, nodes)};
}

/// "NVRM version: NVIDIA UNIX x86_64 Kernel Module  580.65.06  Sun Jul 27 ...": the first word that begins with a digit
/// and has a point.
std::optional<std::string> nvidia_driver(const fs::path& root) {
  const auto line = first_line_of(root / "proc/driver/nvidia/version");
  if (!line) return std::nullopt;
  for (std::size_t start = 0; start < line->size();) {
    const std::size_t end = std::min(line->find(' ', start), line->size());
    const std::string word = line->substr(start, end - start);
    if (!word.empty() && word[0] >= '0' && word[0] <= '9' && word.find('.') != std::string::npos) return word;
    start = end + 1;
  }
  return std::nullopt;
}

/// "Model: 		 NVIDIA H200" in a file for each.
std::vector<std::string> gpus(const fs::path& root) {
  std::map<std::string, std::string> by_address;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(root / "proc/driver/nvidia/gpus", none)) {
    constexpr std::string_view label = "Model:";
    const auto line = first_line_of(entry.path() / "information");
    if (!line || !line->starts_with(label)) continue;
    const std::size_t name = line->find_first_not_of(" \t", label.size());
    if (name != std::string::npos) by_address[entry.path().filename().string()] = line->substr(name);
  }
  std::vector<std::string> names;
  names.reserve(by_address.size());
  for (const auto& [address, name] : by_address) names.push_back(name);
  return names;
}

}  // namespace

Provenance take_provenance(const fs::path& root) {
  return {.time = utc_now(),
          .command_line = command_line(root),
          .host = host_name(),
          .load = load(root),
          .cpu_pressure = cpu_pressure(root),
          .topology = topology(root),
          .governor = first_line_of(root / "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
          .nvidia_driver = nvidia_driver(root),
          .gpus = gpus(root)};
}

const Provenance& provenance() {
  static const Provenance at_start = take_provenance();
  return at_start;
}

}  // namespace crossover
