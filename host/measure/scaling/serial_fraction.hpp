#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "host/measure/statistics.hpp"

/// How much of a work only one worker can do at a time, by how much faster several are.
namespace crossover {

/// Strong: the same work, whoever shares it. Weak: as much work for each worker as for one alone.
enum class Scaling { strong, weak };
std::string_view name_of(Scaling scaling);

/// How many times as fast several workers are as one, by rate: of the same work, or of that many times the work.
struct SpeedUps {
  unsigned workers;               ///< Two at least.
  std::vector<double> by_rounds;  ///< One at least; as many as of every other number of workers.
};

/// How much faster p workers are by a serial fraction f. Strong: 1 / (f + (1 - f) / p). Source: G. M. Amdahl, "Validity
/// of the single processor approach to achieving large scale computing capabilities", AFIPS 1967. Weak: p - f (p - 1).
/// Source: J. L. Gustafson, "Reevaluating Amdahl's law", CACM 31 (1988).
double speed_up_by(Scaling scaling, double serial_fraction, unsigned workers);

/// The other way round, so that a measured speed-up tells the fraction; negative where it is more than workers. Strong:
/// (1/S - 1/p) / (1 - 1/p). Source: A. H. Karp, H. P. Flatt, "Measuring parallel processor performance", CACM 33
/// (1990). Weak: (p - S) / (p - 1), Gustafson's. `workers` is two at least.
double serial_fraction(Scaling scaling, double speed_up, unsigned workers);

/// The fraction by which the law fits the speed-ups of all numbers of workers best.
struct SerialFraction {
  double value;           ///< Not negative.
  Interval ci95;          ///< By drawing numbers of workers and rounds anew.
  double relative_error;  ///< The median over the numbers of workers of |S(p) / S - 1|.

  /// Which no number of workers exceeds, by Amdahl's law. None where nothing bounds it.
  std::optional<double> most() const;
};

/// By least squares of relative errors, of the time (strong) or the rate (weak). None for less than two numbers of
/// workers.
std::optional<SerialFraction> fit_serial_fraction(Scaling scaling, std::span<const SpeedUps> all);

}  // namespace crossover
