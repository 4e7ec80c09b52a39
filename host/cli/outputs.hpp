#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/files/output_file.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// Where a result shall go, as it was asked for. "-" is standard output, in place of the text.
struct OutputRequest {
  std::optional<std::string> json, csv;
  std::optional<std::string> csv_rounds = {};
  std::optional<std::string> trace = {};  ///< A picture where it ends in .svg, else Chrome trace events.
  bool markdown = false, quiet = false;
  bool anonymous = false;                 ///< Leaves the name of the machine out.
  std::optional<std::string> html = {};   ///< The report as one page.
  std::optional<std::string> svg = {};    ///< A folder, for each of its charts.
  std::vector<std::string> sources = {};  ///< The files that the result was read from, where it was not just measured.
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
  enum class Form { text, markdown, json, csv, csv_rounds, html, trace_picture, trace_events };
  struct FormFile {
    std::string option;
    Form form;
    OutputFile file;
  };

  void add(const std::string& option, Form form, const std::optional<std::string>& path);
  std::string content(Form form, const Document& document) const;
  std::string json_of(const Document& document) const;
  void write_charts(const Document& document) const;
  /// What of that is not there yet.
  void show(const Document& document);
  /// Where the page is, for those who read the text.
  void show_place_of_page() const;

  OutputRequest request_;
  Form on_stdout_ = Form::text;
  std::vector<FormFile> files_;
  std::string shown_;  ///< What stands on standard output.
};

}  // namespace crossover
