#include "host/sensors/cpu_energy.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "host/machine/cgroup.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

constexpr double joules_of_unit = 1e-6;

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? std::optional(value) : std::nullopt;
}

/// None where it cannot be read; errno says why.
std::optional<std::uint64_t> count_in(const FileDescriptor& counter) {
  std::array<char, 32> text{};
  errno = 0;
  const ssize_t size = pread(counter.number(), text.data(), text.size(), 0);
  return size > 0 ? whole_number({text.data(), static_cast<std::size_t>(size)}) : std::nullopt;
}

/// "intel-rapl:0" and the like: a package, if its name says so too; those below have a second colon.
bool may_be_package(const fs::path& zone) {
  constexpr std::string_view before = "intel-rapl:";
  const std::string name = zone.filename().string();
  if (!name.starts_with(before) || name.find(':', before.size()) != std::string::npos) return false;
  const auto kind = first_line_of(zone / "name");
  return kind && kind->starts_with("package");
}

std::string why_not(const fs::path& file) {
  if (errno == EACCES || errno == EPERM)
    return fmt::format("not permitted: only root may read {} (sudo chmod a+r allows everybody)", file.string());
  if (errno == 0) return fmt::format("{} holds no number", file.string());
  return fmt::format("{}: {}", file.string(), std::error_code(errno, std::generic_category()).message());
}

}  // namespace

CpuEnergy::CpuEnergy(const fs::path& root) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(root / "sys/class/powercap", none))
    if (may_be_package(entry.path())) take(entry.path());
  if (packages_.empty() && why_none_.empty())
    why_none_ = "this machine shows no energy counters of its CPUs (/sys/class/powercap); virtual machines have none";
}

void CpuEnergy::take(const fs::path& zone) {
  const fs::path file = zone / "energy_uj";
  FileDescriptor counter(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  const auto count = counter.is_open() ? count_in(counter) : std::nullopt;
  if (!count) {
    why_none_ = why_not(file);
    return;
  }
  const auto range = first_line_of(zone / "max_energy_range_uj");
  packages_.push_back({file, std::move(counter), range ? whole_number(*range).value_or(0) : 0, *count});
}

Sensed<double> CpuEnergy::joules() {
  for (Package& package : packages_) {
    const auto count = count_in(package.counter);
    if (!count) {
      why_none_ = why_not(package.file);
      break;
    }
    const bool wrapped = *count < package.last;
    if (wrapped && package.range == 0)
      why_none_ = fmt::format("{} wrapped around, and its range cannot be read", package.file.string());
    joules_ += joules_of_unit * static_cast<double>(*count - package.last + (wrapped ? package.range + 1 : 0));
    package.last = *count;
  }
  if (!why_none_.empty()) return {.why_none = why_none_};
  return {.value = joules_};
}

}  // namespace crossover
