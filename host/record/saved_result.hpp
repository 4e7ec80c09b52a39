#pragma once

#include <filesystem>
#include <string>

#include "host/report/json.hpp"

namespace crossover {

/// A result that was written with --json, in the form of schema crossover/2, whatever it was written as: what reads
/// saved results knows one form.
struct SavedResult {
  std::string schema;  ///< The one it was written by: "crossover/1" or "crossover/2".
  std::string command;
  Json document;  ///< As docs/json.md has it; members that were not recorded when it was written are missing.
};

/// Throws Error, one line with the file's name, where there is no such file, or it holds no result, or one of a schema
/// that is not known here.
SavedResult read_saved_result(const std::filesystem::path& file);

/// The same of the text of a file; `name` is what errors call it.
SavedResult saved_result_of(const std::string& text, const std::string& name);

}  // namespace crossover
