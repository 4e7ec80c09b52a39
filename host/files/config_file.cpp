#include "host/files/config_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

#include "host/system/error.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t max_bytes = std::uintmax_t{1} << 20;

/// An absolute path in the environment; by the XDG Base Directory Specification, a relative one counts as none.
std::optional<fs::path> folder_in_environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || !fs::path(value).is_absolute()) return std::nullopt;
  return value;
}

[[noreturn]] void throw_cannot_read(const fs::path& file, const std::string& why) {
  throw Error(fmt::format("cannot read {}: {}", file.string(), why));
}

}  // namespace

fs::path config_file(const std::string& name) {
  if (const auto folder = folder_in_environment("XDG_CONFIG_HOME")) return *folder / "crossover" / name;
  if (const auto home = folder_in_environment("HOME")) return *home / ".config" / "crossover" / name;
  throw Error("no configuration directory: set XDG_CONFIG_HOME or HOME to an absolute path");
}

fs::path state_file(const std::string& name) {
  if (const auto folder = folder_in_environment("XDG_STATE_HOME")) return *folder / "crossover" / name;
  if (const auto home = folder_in_environment("HOME")) return *home / ".local" / "state" / "crossover" / name;
  throw Error("no folder for what is kept: set XDG_STATE_HOME or HOME to an absolute path");
}

std::optional<std::string> content_of_config_file(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) return std::nullopt;
  if (status.type() == fs::file_type::none) throw_cannot_read(file, error.message());
  if (!fs::is_regular_file(status)) throw_cannot_read(file, "it is no regular file");
  if (fs::file_size(file, error) > max_bytes) throw_cannot_read(file, "it is too large to be the program's own");
  std::ifstream in(file, std::ios::binary);
  std::ostringstream content;
  if (in.is_open() && in.peek() != std::ifstream::traits_type::eof()) content << in.rdbuf();
  if (!in.is_open() || in.bad()) throw_cannot_read(file, system_message(errno));
  return content.str();
}

void make_folder_of(const fs::path& file) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) throw Error(fmt::format("cannot make the folder {}: {}", file.parent_path().string(), error.message()));
}

}  // namespace crossover
