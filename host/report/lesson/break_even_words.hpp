#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/lesson/lesson.hpp"
#include "host/report/json.hpp"
#include "host/report/page/table.hpp"

/// From how many samples on workers pay that have to be started.
namespace crossover {

/// What a point takes in code that is not this program's, in seconds.
struct OtherCode {
  std::string title;
  double per_point;
  const PythonBreakEven* measured = nullptr;  ///< With workers of its own, where these were measured here.
};

/// Python's loop and numba: here where their cells were run, else as in the notes. By workers of that backend.
std::vector<OtherCode> codes_of_python(const Lesson& lesson, const BackendEntry& backend);

/// "When do 2 threads pay, with their start? They take S = 48.1 µs (47.7 to 48.9) to start and to answer. One worker
/// takes T1 = t N, 2 take S + t N / 2, ..."
std::string describe_costs(const BreakEven& even, const std::vector<OtherCode>& others);

/// A row for each of those, and one for each kernel measured here.
Table break_even_table(const BreakEven& even, const std::vector<OtherCode>& others);

/// "By the formula 2 threads pay for the plain loop from N* = 2.54e4 (2.49e4 to 2.6e4) on, measured: between 2.55e4 and
/// 5.09e4 (as the formula says); for the SIMD kernel ..."
std::string describe_break_even(const BreakEven& even);

/// The same of Python's own workers: "Starting 2 threads in Python takes 98.1 µs. ...". Empty where none were measured.
std::string describe_break_even_in_python(const Lesson& lesson, const BackendEntry& backend);

/// "Starting 2 threads takes 48.1 µs (47.7 to 48.9). By the formula ...", or why nothing can be said of the `workers`
/// ("threads").
std::string describe_with_start(const Lesson& lesson, const std::optional<BreakEven>& even, const Exercise& exercise,
                                std::string_view workers);

/// N* of exact times, in seconds: "9.66e4".
std::string format_break_even(double start, double per_point, unsigned workers);

Json json_of(const BreakEven& even, const std::vector<OtherCode>& others);

}  // namespace crossover
