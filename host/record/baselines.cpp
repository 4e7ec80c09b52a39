#include "host/record/baselines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

#include "host/files/config_file.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".json";

fs::path folder() { return state_file("baselines"); }

fs::path file_of(const std::string& name) { return folder() / (name + std::string(ending)); }

fs::path with_folder_made(fs::path file) {
  make_folder_of(file);
  return file;
}

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(file, ignored);
}

[[noreturn]] void throw_unknown(const std::string& name) {
  const auto names = baseline_names();
  throw Error(fmt::format("there is no baseline '{}'; {}", name,
                          names.empty() ? fmt::format("to make it: --save-baseline {}", name)
                                        : std::string("crossover baseline list tells which there are")));
}

}  // namespace

bool is_baseline_name(const std::string& name) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
  return !name.empty() && name.size() <= 100 && name.front() != '.' && name.front() != '-' &&
         name.find_first_not_of(letters) == std::string::npos;
}

NewBaseline::NewBaseline(const std::string& name)
    : path_(with_folder_made(file_of(name))), file_(fmt::format("--save-baseline to {}", path_.string()), path_) {}

std::vector<std::string> baseline_names() {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator file(folder(), error), none; !error && file != none; file.increment(error)) {
    const std::string name = file->path().stem().string();
    if (file->path().extension() == ending && is_baseline_name(name)) names.push_back(name);
  }
  if (error && error != std::errc::no_such_file_or_directory)
    throw Error(fmt::format("cannot read the folder {}: {}", folder().string(), error.message()));
  std::ranges::sort(names);
  return names;
}

Baseline read_baseline(const std::string& name_or_file) {
  if (is_baseline_name(name_or_file) && is_there(file_of(name_or_file)))
    return {name_or_file, read_saved_result(file_of(name_or_file)).document};
  const bool may_be_a_file =
      !is_baseline_name(name_or_file) || name_or_file.ends_with(ending) || is_there(name_or_file);
  if (!may_be_a_file) throw_unknown(name_or_file);
  return {name_or_file, read_saved_result(name_or_file).document};
}

void remove_baseline(const std::string& name) {
  if (!is_baseline_name(name) || !is_there(file_of(name))) throw_unknown(name);
  std::error_code error;
  if (!fs::remove(file_of(name), error))
    throw Error(fmt::format("cannot remove {}: {}", file_of(name).string(), error.message()));
}

}  // namespace crossover
