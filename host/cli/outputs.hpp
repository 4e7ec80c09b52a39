#pragma once

#include <optional>
#include <string>

#include "host/files/output_file.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// Where a result shall go, as it was asked for. "-" is standard output, in place of the text.
struct OutputRequest {
  std::optional<std::string> json, csv;
  std::optional<std::string> csv_rounds = {};
  std::optional<std::string> trace = {};  ///< A picture where it ends in .svg, else Chrome trace events.
  bool markdown = false, quiet = false;
  bool anonymous = false;  ///< Leaves the name of the machine out.
};

/// The same, every file known to be writable.
class Outputs {
 public:
  /// Throws UsageError when two results shall go to one place, Error when a place cannot be written to.
  explicit Outputs(const OutputRequest& request);

  /// Writes what there is so far to the files, where they can be replaced later, and of a text that grows what is new
  /// to standard output. A failure is told by deliver(), which meets it again.
  void save(const Document& so_far);

  /// Writes to every place, also when one fails; throws the first Error.
  void deliver(const Document& document);

 private:
  std::string for_stdout(const Document& document) const;
  /// What of that is not there yet.
  void show(const Document& document);
  std::string json_of(const Document& document) const;

  enum class Form { text, markdown, json, csv, csv_rounds } on_stdout_ = Form::text;
  std::optional<OutputFile> json_, csv_, csv_rounds_, trace_;
  bool trace_is_picture_ = false;
  bool anonymous_;
  std::string shown_;  ///< What stands on standard output.
};

}  // namespace crossover
