#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace crossover {

/// The first line of a file; none when it cannot be read.
std::optional<std::string> first_line_of(const std::filesystem::path& file);

struct CgroupLimit {
  double limit;
  std::filesystem::path group;  ///< The folder of the group that sets it.
};

/// The least of the limits that the control groups of this process set, from its own up to the root; none where there
/// is none. `controller` is cgroup v1's name for who sets them ("cpu"); `in_v2` and `in_v1` read the limit of one
/// group's folder. A container may see its own group as the root, so that its folder does not exist; then those above
/// answer.
std::optional<CgroupLimit> min_cgroup_limit(
    const std::filesystem::path& root, std::string_view controller,
    const std::function<std::optional<double>(const std::filesystem::path& group)>& in_v2,
    const std::function<std::optional<double>(const std::filesystem::path& group)>& in_v1);

}  // namespace crossover
