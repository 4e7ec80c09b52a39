#include "host/lesson/python/python_here.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <system_error>
#include <utility>

#include "host/lesson/lesson_run.hpp"
#include "host/lesson/python/programs.hpp"
#include "host/system/child_process.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view break_even_prefix = "break_even.";

/// A folder that is there as long as this is, with all the programs in it: processes that Python spawns read them too.
class ProgramsFolder {
 public:
  ProgramsFolder() {
    std::string name = (fs::temp_directory_path() / "crossover-lesson-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw Error("cannot make a folder for Python programs in " + name);
    path_ = name;
    for (const PythonProgram& program : python_programs())
      std::ofstream(path_ / program.file, std::ios::binary) << program.text;
  }
  ~ProgramsFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ProgramsFolder(const ProgramsFolder&) = delete;
  ProgramsFolder& operator=(const ProgramsFolder&) = delete;

  fs::path operator/(std::string_view file) const { return path_ / file; }

 private:
  fs::path path_;
};

/// Empty where PATH has none.
std::string python_of_path() {
  const char* const path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "";
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const fs::path program = fs::path(rest.substr(0, end)) / "python3";
    if (end > 0 && access(program.c_str(), X_OK) == 0) return program.string();
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return "";
}

/// Runs Python until its output ends. False where the lesson was stopped first: then it was ended. Throws Error when it
/// fails.
bool run(const LessonRun& lesson, const std::string& program, std::vector<std::string> arguments,
         const std::function<void(const std::string& line)>& on_line) {
  arguments.insert(arguments.begin(), {"python3", "-W", "ignore", "-B"});
  ChildProcess child({.program = program, .arguments = std::move(arguments)});
  std::string text;
  for (std::array<char, 4096> piece{};;) {
    if (lesson.signal() != 0) return false;
    pollfd output{child.output(), POLLIN, 0};
    constexpr int slice_ms = 100;
    if (poll(&output, 1, slice_ms) <= 0) continue;
    const ssize_t n = read(child.output(), piece.data(), piece.size());
    if (n == 0) break;
    if (n > 0) text.append(piece.data(), static_cast<std::size_t>(n));
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
      on_line(text.substr(0, end));
      text.erase(0, end + 1);
    }
  }
  constexpr std::chrono::milliseconds to_tidy_up{2000};
  if (const ChildEnd end = child.end(to_tidy_up); end.how != "exited with 0")
    throw Error(fmt::format("{} {}; run the lesson without --python, or mend that Python", program, end.how));
  return true;
}

PythonCell& cell_named(PythonHere& here, const std::string& name) {
  const auto found = std::ranges::find(here.cells, name, &PythonCell::name);
  return found != here.cells.end() ? *found : here.cells.emplace_back(PythonCell{.name = name});
}

PythonBreakEven& break_even_named(PythonHere& here, const std::string& code) {
  const auto found = std::ranges::find(here.break_even, code, &PythonBreakEven::code);
  return found != here.break_even.end() ? *found : here.break_even.emplace_back(PythonBreakEven{.code = code});
}

TimingsAtSize& point_at(Series& series, std::uint64_t size) {
  const auto at = std::ranges::lower_bound(series.points, size, {}, &TimingsAtSize::size);
  if (at != series.points.end() && at->size == size) return *at;
  return *series.points.insert(at, TimingsAtSize{size, {{}, {}}});
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream rest(line);
  for (std::string field; std::getline(rest, field, '\t');) fields.push_back(field);
  return fields;
}

template <class Number>
Number number_in(const std::string& field) {
  Number number{};
  const auto [end, fault] = std::from_chars(field.data(), field.data() + field.size(), number);
  if (fault != std::errc() || end != field.data() + field.size() || number < 0)
    throw Error("a Python program said: " + field);
  return number;
}

/// Of a cell, with what it is: "threads.plain", "seconds", "4.08".
void keep_cell(const std::vector<std::string>& fields, PythonHere& here) {
  PythonCell& cell = cell_named(here, fields[0]);
  if (fields[1] == "result") cell.result = fields[2];
  if (fields[1] == "missing") cell.missing = fields[2];
  if (fields[1] == "seconds") cell.seconds = number_in<double>(fields[2]);
}

/// "break_even.processes.loop", "start", "0.0612"; or "round", the size, and the seconds by one worker and by all.
void keep_break_even(const std::vector<std::string>& fields, PythonHere& here) {
  PythonBreakEven& even = break_even_named(here, fields[0].substr(break_even_prefix.size()));
  if (fields[1] == "workers") even.workers = number_in<unsigned>(fields[2]);
  if (fields[1] == "start") even.start.push_back(number_in<double>(fields[2]));
  if (fields[1] == "point") even.per_point.push_back(number_in<double>(fields[2]));
  if (fields[1] != "round" || fields.size() < 5) return;
  TimingsAtSize& at = point_at(even.series, number_in<std::uint64_t>(fields[2]));
  for (std::size_t i = 0; i < at.seconds.size(); ++i) at.seconds[i].push_back(number_in<double>(fields[3 + i]));
}

void keep(const std::string& line, PythonHere& here) {
  const std::vector<std::string> fields = fields_of(line);
  if (fields.size() < 3) throw Error("a Python program said: " + line);
  if (fields[0].starts_with(break_even_prefix))
    keep_break_even(fields, here);
  else
    keep_cell(fields, here);
}

void keep_machine_state(PythonBreakEven& even, const MachineState& machine) {
  even.machine = machine;
  for (TimingsAtSize& at : even.series.points) at.machine_was_quiet = machine.quiet;
}

}  // namespace

const PythonCell* PythonHere::cell(std::string_view name) const {
  const auto found = std::ranges::find(cells, name, &PythonCell::name);
  return found == cells.end() ? nullptr : &*found;
}

const PythonBreakEven* PythonHere::break_even_of(std::string_view code) const {
  const auto found = std::ranges::find(break_even, code, &PythonBreakEven::code);
  return found == break_even.end() ? nullptr : &*found;
}

std::optional<BreakEvenPoint> PythonBreakEven::point() const {
  if (start.empty() || per_point.empty()) return std::nullopt;
  return break_even_point(summarize(start), summarize(per_point), workers);
}

PythonHere find_python(const LessonRun& lesson) {
  PythonHere here{.program = python_of_path()};
  if (here.program.empty()) return here;
  try {
    run(lesson, here.program, {"-c", "import platform; print(platform.python_version())"},
        [&](const std::string& line) { here.version = line; });
  } catch (const Error&) {
    here.program.clear();
  }
  return here;
}

void run_python(LessonRun& lesson, std::string_view file, const std::vector<std::string>& arguments, PythonHere& here) {
  if (here.program.empty() || lesson.is_over()) return;
  const ProgramsFolder folder;
  std::vector<std::string> all{(folder / file).string()};
  all.insert(all.end(), arguments.begin(), arguments.end());
  const std::size_t before = here.break_even.size();
  const MachineWatch machine;
  if (!run(lesson, here.program, all, [&](const std::string& line) { keep(line, here); })) lesson.note_stop();
  for (std::size_t i = before; i < here.break_even.size(); ++i)
    keep_machine_state(here.break_even[i], machine.state(here.break_even[i].workers));
}

}  // namespace crossover
