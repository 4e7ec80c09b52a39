#include "host/machine/cgroup.hpp"

#include <fstream>
#include <sstream>

namespace crossover {
namespace {

using std::filesystem::path;
using LimitOf = std::function<std::optional<double>(const path& group)>;

void keep_least(std::optional<CgroupLimit>& least, const std::optional<CgroupLimit>& other) {
  if (other && (!least || other->limit < least->limit)) least = other;
}

/// The tightest limit of a group and all that contain it.
std::optional<CgroupLimit> tightest(const path& hierarchy, path group, const LimitOf& limit_of) {
  std::optional<CgroupLimit> least;
  for (group = group.relative_path();; group = group.parent_path()) {
    const path folder = hierarchy / group;
    if (const auto limit = limit_of(folder)) keep_least(least, CgroupLimit{*limit, folder});
    if (group.empty()) return least;
  }
}

bool has_controller(const std::string& controllers, std::string_view wanted) {
  std::istringstream in(controllers);
  for (std::string name; std::getline(in, name, ',');)
    if (name == wanted) return true;
  return false;
}

}  // namespace

std::optional<std::string> first_line_of(const path& file) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line)) return std::nullopt;
  return line;
}

std::optional<CgroupLimit> min_cgroup_limit(const path& root, std::string_view controller, const LimitOf& in_v2,
                                            const LimitOf& in_v1) {
  std::ifstream groups(root / "proc/self/cgroup");
  std::optional<CgroupLimit> least;
  // Lines "0::/path" (v2) and "4:cpu,cpuacct:/path" (v1).
  for (std::string line; std::getline(groups, line);) {
    const auto first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1), group = line.substr(second + 1);
    const path mounts = root / "sys/fs/cgroup";
    if (controllers.empty()) {
      keep_least(least, tightest(mounts, group, in_v2));
      keep_least(least, tightest(mounts / "unified", group, in_v2));  // where v1 is mounted too
    }
    if (has_controller(controllers, controller)) {
      keep_least(least, tightest(mounts / controllers, group, in_v1));
      keep_least(least, tightest(mounts / controller, group, in_v1));  // a link, whatever the order of the names
    }
  }
  return least;
}

}  // namespace crossover
