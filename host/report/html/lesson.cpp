#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/lesson/python/programs.hpp"
#include "host/report/chart/escaped.hpp"
#include "host/report/html/sections.hpp"
#include "host/report/numbers.hpp"
#include "host/report/saved/json_values.hpp"

/// The lesson's questions, each with its answer hidden until asked for, so that a class can guess first.
namespace crossover {
namespace {

std::string part(const std::string& title, const std::string& text) {
  if (text.empty() || text == absent) return "";
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", title, escaped(text));
}

std::string answer_of(const Json& answer) {
  const std::string parts =
      part("In general", text_at(answer, "/in_general")) + part("Here", text_at(answer, "/here")) +
      part("In the notes", text_at(answer, "/in_the_notes")) + part("Python, here", text_at(answer, "/python_here"));
  return fmt::format("<h3>{}</h3>\n{}", escaped(text_at(answer, "/question")),
                     html_details("The answer", "<dl class=\"terms\">\n" + parts + "</dl>\n"));
}

std::string time_at(const Json& cell, const char* pointer) {
  const auto seconds = number_at(cell, pointer);
  return seconds ? format_duration(*seconds) : absent;
}

Table cells_of(const Json& document, const std::string& exercise) {
  Table table{.columns = {{.title = "cell"},
                          {.title = "here", .align = Align::right},
                          {.title = "in the notes", .align = Align::right},
                          {.title = "Python, here", .align = Align::right},
                          {.title = "result here"},
                          {.title = "in the notes"}},
              .rows = {}};
  for (const Json& cell : list_at(document, "/cells"))
    if (text_at(cell, "/exercise") == exercise)
      table.rows.push_back({text_at(cell, "/what"), time_at(cell, "/seconds"), time_at(cell, "/lesson_seconds"),
                            time_at(cell, "/python_seconds"), text_at(cell, "/result"),
                            text_at(cell, "/lesson_result")});
  leave_out_empty_columns(table);
  return table;
}

/// The learner's queue, and how it is repaired, as `--python` runs both.
std::string repaired_queue() {
  const auto programs = python_programs();
  const auto program = std::ranges::find(programs, std::string_view("queue_of_points.py"), &PythonProgram::file);
  if (program == programs.end()) return "";
  return html_details("The queue as it was written, and repaired, in Python",
                      fmt::format("<pre><code>{}</code></pre>\n", escaped(program->text)));
}

std::vector<std::string> exercises_of(const Json& document) {
  std::vector<std::string> exercises;
  for (const char* list : {"/cells", "/answers"})
    for (const Json& of : list_at(document, list)) {
      std::string exercise = text_at(of, "/exercise");
      if (std::find(exercises.begin(), exercises.end(), exercise) == exercises.end())
        exercises.push_back(std::move(exercise));
    }
  return exercises;
}

}  // namespace

std::string lesson_section(const Json& document) {
  if (text_at(document, "/command") != "lesson") return "";
  std::string html;
  for (const std::string& exercise : exercises_of(document)) {
    std::string content;
    if (const Table cells = cells_of(document, exercise); !cells.rows.empty()) content += html_table(cells);
    for (const Json& answer : list_at(document, "/answers"))
      if (text_at(answer, "/exercise") == exercise) content += answer_of(answer);
    if (exercise == "queue") content += repaired_queue();
    html += html_section("exercise-" + exercise, "Exercise: " + exercise, content);
  }
  return html;
}

}  // namespace crossover
