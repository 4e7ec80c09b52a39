#include "host/cli/outputs.hpp"

#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <functional>
#include <string_view>
#include <system_error>
#include <utility>

#include "host/report/html/html_report.hpp"
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

/// So that nothing is measured in vain.
void make_folder(const std::string& folder) {
  if (folder.empty() || folder == "-") throw UsageError("--svg needs a folder's name; write --svg charts");
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) throw Error(fmt::format("cannot make the folder of --svg {}: {}", folder, failure.message()));
  const fs::path probe = fs::path(folder) / "crossover.svg";
  static_cast<void>(OutputFile("--svg " + folder, probe));  // throws where nothing can be written
}

}  // namespace

Outputs::Outputs(const OutputRequest& request) : request_(request) {
  const std::pair<const std::optional<std::string>*, Form> to_stdout[] = {{&request.json, Form::json},
                                                                          {&request.csv, Form::csv},
                                                                          {&request.csv_rounds, Form::csv_rounds},
                                                                          {&request.html, Form::html}};
  int forms = request.markdown ? 1 : 0;
  if (request.markdown) on_stdout_ = Form::markdown;
  for (const auto& [path, form] : to_stdout) {
    if (!goes_to_stdout(*path)) continue;
    on_stdout_ = form;
    ++forms;
  }
  if (forms > 1)
    throw UsageError(
        "standard output takes one of --json -, --csv -, --csv-rounds -, --html - and --markdown; give the others a "
        "file's name");
  if (!stdout_is_open())
    throw Error("cannot write to standard output: it is closed; send it somewhere, such as /dev/null");
  if (goes_to_stdout(request.trace)) throw UsageError("--trace needs a file's name; write --trace trace.json");
  const bool is_picture = request.trace && request.trace->ends_with(".svg");
  add("--json", Form::json, request.json);
  add("--csv", Form::csv, request.csv);
  add("--csv-rounds", Form::csv_rounds, request.csv_rounds);
  add("--html", Form::html, request.html);
  add("--trace", is_picture ? Form::trace_picture : Form::trace_events, request.trace);
  if (request.svg) make_folder(*request.svg);
  if (request_.sources.empty())
    request_.sources = {goes_to_stdout(request.json) ? "result.json" : request.json.value_or("result.json")};
}

void Outputs::add(const std::string& option, Form form, const std::optional<std::string>& path) {
  if (!path || goes_to_stdout(path)) return;
  if (path->empty())
    throw UsageError(fmt::format("{0} needs a file's name; write {0} result, or - for standard output", option));
  OutputFile file(option + " " + *path, *path);
  for (const FormFile& other : files_)
    if (same_file(other.file, file))
      throw UsageError(fmt::format("{} and {} name the same file; give each its own", other.option, option));
  files_.push_back({option, form, std::move(file)});
}

void Outputs::save(const Document& so_far) {
  for (const FormFile& of : files_) {
    const bool is_of_the_end = of.form == Form::trace_picture || of.form == Form::trace_events;
    try {
      if (!is_of_the_end && of.file.is_replaceable()) of.file.write(content(of.form, so_far));
    } catch (const Error&) {
    }
  }
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
    for (const FormFile& of : files_)
      if (of.file.is_replaceable() == replaceable) attempt([&] { of.file.write(content(of.form, document)); });
  };
  write_files(true);
  if (request_.svg) attempt([&] { write_charts(document); });
  attempt([&] {
    show(document);
    if (!first_failure) show_place_of_page();
  });
  write_files(false);
  if (first_failure) std::rethrow_exception(first_failure);
}

void Outputs::show(const Document& document) {
  const std::string all = content(on_stdout_, document);
  if (!all.starts_with(shown_)) shown_.clear();  // a result that did not only grow is told as a whole
  write_to_stdout(std::string_view(all).substr(shown_.size()));
  shown_ = all;
}

void Outputs::show_place_of_page() const {
  if (on_stdout_ != Form::text) return;
  if (request_.html) write_to_stdout(fmt::format("\nReport: {}\n", *request_.html));
  if (request_.svg) write_to_stdout(fmt::format("{}Charts: {}\n", request_.html ? "" : "\n", *request_.svg));
}

std::string Outputs::json_of(const Document& document) const {
  return request_.anonymous ? without_host(document.json) : document.json;
}

void Outputs::write_charts(const Document& document) const {
  for (const auto& [name, picture] : chart_files(Json::parse(json_of(document)), document.timelines)) {
    const fs::path path = fs::path(*request_.svg) / name;
    OutputFile("--svg " + path.string(), path).write(picture);
  }
}

std::string Outputs::content(Form form, const Document& document) const {
  switch (form) {
    case Form::markdown:
      return document.markdown();
    case Form::json:
      return json_of(document);
    case Form::csv:
      return document.csv;
    case Form::csv_rounds:
      return document.csv_rounds;
    case Form::html:
      return html_report(Json::parse(json_of(document)), document.timelines, request_.sources);
    case Form::trace_picture:
      return timelines_svg(document.timelines);
    case Form::trace_events:
      return chrome_trace(document.timelines);
    case Form::text:
      break;
  }
  return document.text(output_columns());
}

}  // namespace crossover
