#include "host/cli/outputs.hpp"

#include <exception>
#include <filesystem>
#include <functional>
#include <string_view>

#include "host/report/json.hpp"
#include "host/report/trace/chrome_trace.hpp"
#include "host/report/trace/timelines_svg.hpp"
#include "host/system/terminal.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

bool goes_to_stdout(const std::optional<std::string>& path) { return path && (*path == "-" || is_stdout(*path)); }

bool same_file(const OutputFile& a, const OutputFile& b) {
  const auto whole = [](const OutputFile& file) { return fs::weakly_canonical(fs::absolute(file.target())); };
  return whole(a) == whole(b);
}

/// The file of an option like --json, none for standard output.
std::optional<OutputFile> file_for(const std::string& option, const std::optional<std::string>& path) {
  if (!path || goes_to_stdout(path)) return std::nullopt;
  if (path->empty())
    throw UsageError(option + " needs a file's name; write " + option + " result, or - for standard output");
  return OutputFile(option + " " + *path, *path);
}

}  // namespace

Outputs::Outputs(const OutputRequest& request) : anonymous_(request.anonymous) {
  const bool json_out = goes_to_stdout(request.json), csv_out = goes_to_stdout(request.csv),
             rounds_out = goes_to_stdout(request.csv_rounds);
  if (json_out + csv_out + rounds_out + request.markdown > 1)
    throw UsageError(
        "standard output takes one of --json -, --csv -, --csv-rounds - and --markdown; give the others a file's name");
  if (!stdout_is_open())
    throw Error("cannot write to standard output: it is closed; send it somewhere, such as /dev/null");
  json_ = file_for("--json", request.json);
  csv_ = file_for("--csv", request.csv);
  csv_rounds_ = file_for("--csv-rounds", request.csv_rounds);
  if (json_ && csv_ && same_file(*json_, *csv_))
    throw UsageError("--json and --csv name the same file; give each its own");
  for (const auto* other : {&json_, &csv_})
    if (csv_rounds_ && *other && same_file(*csv_rounds_, **other))
      throw UsageError("--csv-rounds names the same file as another result; give it its own");
  if (goes_to_stdout(request.trace)) throw UsageError("--trace needs a file's name; write --trace trace.json");
  trace_ = file_for("--trace", request.trace);
  trace_is_picture_ = request.trace && request.trace->ends_with(".svg");
  for (const auto* other : {&json_, &csv_, &csv_rounds_})
    if (trace_ && *other && same_file(*trace_, **other))
      throw UsageError("--trace names the same file as another result; give it its own");
  if (json_out) on_stdout_ = Form::json;
  if (csv_out) on_stdout_ = Form::csv;
  if (rounds_out) on_stdout_ = Form::csv_rounds;
  if (request.markdown) on_stdout_ = Form::markdown;
}

void Outputs::save(const Document& so_far) {
  const auto keep = [](const std::optional<OutputFile>& file, const std::string& content) {
    try {
      if (file && file->is_replaceable()) file->write(content);
    } catch (const Error&) {
    }
  };
  keep(json_, json_of(so_far));
  keep(csv_, so_far.csv);
  keep(csv_rounds_, so_far.csv_rounds);
  if (!so_far.grows || on_stdout_ != Form::text) return;
  try {
    show(so_far);
  } catch (const Error&) {
  }
}

void Outputs::deliver(const Document& document) {
  std::exception_ptr first_failure;
  const auto attempt = [&](const std::function<void()>& write) {
    try {
      write();
    } catch (const Error&) {
      if (!first_failure) first_failure = std::current_exception();
    }
  };
  // A pipe may have to wait for its reader: what needs not wait comes first.
  const auto write_files = [&](bool replaceable) {
    if (json_ && json_->is_replaceable() == replaceable) attempt([&] { json_->write(json_of(document)); });
    if (csv_ && csv_->is_replaceable() == replaceable) attempt([&] { csv_->write(document.csv); });
    if (csv_rounds_ && csv_rounds_->is_replaceable() == replaceable)
      attempt([&] { csv_rounds_->write(document.csv_rounds); });
  };
  write_files(true);
  attempt([&] { show(document); });
  if (trace_)
    attempt([&] {
      trace_->write(trace_is_picture_ ? timelines_svg(document.timelines) : chrome_trace(document.timelines));
    });
  write_files(false);
  if (first_failure) std::rethrow_exception(first_failure);
}

void Outputs::show(const Document& document) {
  const std::string all = for_stdout(document);
  if (!all.starts_with(shown_)) shown_.clear();  // a result that did not only grow is told as a whole
  write_to_stdout(std::string_view(all).substr(shown_.size()));
  shown_ = all;
}

std::string Outputs::json_of(const Document& document) const {
  return anonymous_ ? without_host(document.json) : document.json;
}

std::string Outputs::for_stdout(const Document& document) const {
  switch (on_stdout_) {
    case Form::markdown:
      return document.markdown();
    case Form::json:
      return json_of(document);
    case Form::csv:
      return document.csv;
    case Form::csv_rounds:
      return document.csv_rounds;
    case Form::text:
      break;
  }
  return document.text(output_columns());
}

}  // namespace crossover
