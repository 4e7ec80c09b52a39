#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "host/files/output_file.hpp"
#include "host/measure/pi_run.hpp"
#include "host/record/tuned_choices.hpp"

/// The file that keeps what tuning has found: `tune --save` writes it, `pi --tuned` goes by it.
namespace crossover {

class TunedFile {
 public:
  /// Makes its folder. Throws Error when it could not be written now, so that nothing is measured in vain.
  TunedFile();

  /// Adds a choice to those that are there. Answers what people should know: that what was there could not be used and
  /// is gone; empty when all is well. Throws Error.
  std::string add(const TunedChoice& choice) const;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  OutputFile file_;
};

/// What was found to be the best for about so many samples; or why there is none, in one line with the next step.
struct TunedConfiguration {
  std::optional<Configuration> configuration;
  std::string why_not;
};

/// What a choice names: throws Error where the backend, the kernel or the workers cannot be used here.
using ConfigurationOf = std::function<Configuration(const TunedChoice&)>;

TunedConfiguration tuned_configuration(std::uint64_t samples, const ConfigurationOf& configuration_of);

}  // namespace crossover
