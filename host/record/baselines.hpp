#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/files/output_file.hpp"
#include "host/record/saved_result.hpp"
#include "host/report/baseline/baseline_report.hpp"

/// Results that were kept by name, to hold later ones against: a file each, `baselines/NAME.json` in the folder of
/// state_file(), as --json writes it.
namespace crossover {

/// Letters, digits, '.', '_' and '-', up to 100 of them, the first no '.' nor '-': a name that is a file's everywhere.
bool is_baseline_name(const std::string& name);

/// A baseline to be written when the work is done.
class NewBaseline {
 public:
  /// Makes the folder. Throws Error where the file could not be written now, so that nothing is measured in vain.
  explicit NewBaseline(const std::string& name);

  /// A document as --json writes it, which takes the place of one that was kept by that name. Throws Error.
  void write(const std::string& document) const { file_.write(document); }

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  OutputFile file_;
};

/// The names of those that are kept, in alphabetical order.
std::vector<std::string> baseline_names();

/// A baseline that is kept by that name or else, where that is a path, what is in the file. Throws Error.
Baseline read_baseline(const std::string& name_or_file);

/// Throws Error where there is none of that name, or it cannot be removed.
void remove_baseline(const std::string& name);

}  // namespace crossover
