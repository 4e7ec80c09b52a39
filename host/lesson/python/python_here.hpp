#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/lesson/break_even.hpp"
#include "host/measure/machine/machine_state.hpp"
#include "host/measure/series/series.hpp"

/// The notes' own cells, run by the Python of this machine.
namespace crossover {

class LessonRun;

/// What came of one cell.
struct PythonCell {
  std::string name;  ///< "threads.plain"
  std::optional<double> seconds = {};
  std::string result = {};   ///< Empty where its time is all it has.
  std::string missing = {};  ///< The module that it needs and that is not there.
};

/// From how many points on workers pay in Python, with the start of its own workers.
struct PythonBreakEven {
  std::string code;  ///< "processes.loop": whose workers they are, and what they run.
  unsigned workers = 0;
  std::vector<double> start = {}, per_point = {};     ///< S and t, in seconds, by rounds.
  Series series = {.axis = "samples", .points = {}};  ///< Whole runs by one worker, then by all.
  MachineState machine = {};

  /// By the formula. None where S or t was not measured.
  std::optional<BreakEvenPoint> point() const;
};

struct PythonHere {
  std::string program = {};  ///< "/usr/bin/python3". Empty where there is none.
  std::string version = {};  ///< "3.11.2"
  std::vector<PythonCell> cells = {};
  std::vector<PythonBreakEven> break_even = {};

  // Null where there is none.
  const PythonCell* cell(std::string_view name) const;
  const PythonBreakEven* break_even_of(std::string_view code) const;
};

/// The python3 of PATH, as an activated environment has it. No program where it is not there or does not run.
PythonHere find_python(const LessonRun& lesson);

/// Runs a program of this folder and keeps what its cells tell; nothing where there is no Python. Until it ends, or the
/// lesson is stopped. Throws Error where it fails.
void run_python(LessonRun& lesson, std::string_view file, const std::vector<std::string>& arguments, PythonHere& here);

}  // namespace crossover
