#include "host/lesson/python/python_here.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <system_error>
#include <utility>

#include "host/lesson/lesson_run.hpp"
#include "host/lesson/python/programs.hpp"
#include "host/system/child_process.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

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

/// "threads.plain<tab>seconds<tab>4.08"
void keep(const std::string& line, PythonHere& here) {
  const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
  if (first == std::string::npos || second == std::string::npos) throw Error("a Python program said: " + line);
  PythonCell& cell = cell_named(here, line.substr(0, first));
  const std::string what = line.substr(first + 1, second - first - 1), value = line.substr(second + 1);
  double seconds = 0;
  if (what == "result") cell.result = value;
  if (what == "missing") cell.missing = value;
  if (what == "seconds" && std::from_chars(value.data(), value.data() + value.size(), seconds).ec == std::errc())
    cell.seconds = seconds;
}

}  // namespace

const PythonCell* PythonHere::cell(std::string_view name) const {
  const auto found = std::ranges::find(cells, name, &PythonCell::name);
  return found == cells.end() ? nullptr : &*found;
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
  if (!run(lesson, here.program, all, [&](const std::string& line) { keep(line, here); })) lesson.note_stop();
}

}  // namespace crossover
