#include "host/record/tuned_file.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

#include "host/files/config_file.hpp"
#include "host/files/file_lock.hpp"
#include "host/report/numbers.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

std::filesystem::path path_of_tuned_file() { return config_file("tuned.json"); }

std::filesystem::path with_its_folder(std::filesystem::path file) {
  make_folder_of(file);
  return file;
}

/// Where there is none, what could not be read may be why.
TunedChoice nearest_of(const KeptChoices& kept, std::uint64_t samples) {
  try {
    return nearest(kept.choices, samples, this_machine_and_build());
  } catch (const Error&) {
    if (kept.left_out.empty()) throw;
    throw Error(kept.left_out.front());
  }
}

}  // namespace

TunedFile::TunedFile()
    : path_(with_its_folder(path_of_tuned_file())), file_(fmt::format("--save to {}", path_.string()), path_) {}

std::string TunedFile::add(const TunedChoice& choice) const {
  const FileLock lock(path_.string() + ".lock");  // so that of two who add at once neither loses its choice
  std::vector<TunedChoice> choices;
  std::string note;
  try {
    if (const auto content = content_of_config_file(path_)) {
      KeptChoices kept = parse_tuned_choices(*content);
      choices = std::move(kept.choices);
      if (!kept.left_out.empty())
        note = fmt::format("{} is written without what cannot be used: {}", path_.string(), kept.left_out.front());
    }
  } catch (const Error& error) {
    note = fmt::format("{} was replaced: {}", path_.string(), error.what());
  }
  file_.write(render(with(std::move(choices), choice)));
  return note;
}

TunedConfiguration tuned_configuration(std::uint64_t samples, const ConfigurationOf& configuration_of) {
  std::string why_not;
  try {
    const auto path = path_of_tuned_file();
    why_not = fmt::format("{}: ", path.string());
    const auto content = content_of_config_file(path);
    if (!content) throw Error("there is no such file");
    return {configuration_of(nearest_of(parse_tuned_choices(*content), samples)), ""};
  } catch (const Error& error) {
    why_not += error.what();
  }
  return {std::nullopt,
          fmt::format("--tuned counted with the defaults: {}; to tune: crossover tune --samples {} --save", why_not,
                      format_exact(samples))};
}

}  // namespace crossover
