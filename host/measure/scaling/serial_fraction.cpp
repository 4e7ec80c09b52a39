#include "host/measure/scaling/serial_fraction.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "host/measure/bootstrap.hpp"

namespace crossover {
namespace {

struct SpeedUp {
  unsigned workers;
  double times;
};

/// Both laws are lines in f: the time of one worker's second is 1/p + f (1 - 1/p), the rate p - f (p - 1).
double fit(Scaling scaling, std::span<const SpeedUp> points) {
  double products = 0, squares = 0;
  for (const auto& [workers, times] : points) {
    const double p = workers, measured = scaling == Scaling::strong ? 1 / times : times;
    const double without = scaling == Scaling::strong ? 1 / p : p,
                 by_fraction = scaling == Scaling::strong ? 1 - 1 / p : 1 - p;
    products += by_fraction / measured * ((measured - without) / measured);
    squares += by_fraction / measured * (by_fraction / measured);
  }
  return std::max(0.0, products / squares);
}

}  // namespace

std::string_view name_of(Scaling scaling) { return scaling == Scaling::strong ? "strong" : "weak"; }

double speed_up_by(Scaling scaling, double serial_fraction, unsigned workers) {
  const double p = workers, f = serial_fraction;
  return scaling == Scaling::strong ? 1 / (f + (1 - f) / p) : p - f * (p - 1);
}

double serial_fraction(Scaling scaling, double speed_up, unsigned workers) {
  const double p = workers;
  return scaling == Scaling::strong ? (1 / speed_up - 1 / p) / (1 - 1 / p) : (p - speed_up) / (p - 1);
}

std::optional<double> SerialFraction::most() const {
  constexpr double none = 1e-6;
  return value < none ? std::nullopt : std::optional(1 / value);
}

std::optional<SerialFraction> fit_serial_fraction(Scaling scaling, std::span<const SpeedUps> all) {
  if (all.size() < 2) return std::nullopt;
  std::vector<SpeedUp> measured;
  std::vector<std::vector<double>> rounds;
  for (const SpeedUps& of : all) {
    rounds.push_back(in_groups(of.by_rounds));
    measured.push_back({of.workers, median(of.by_rounds)});
  }
  const double value = fit(scaling, measured);
  DrawnNumbers numbers;
  std::vector<double> fractions, errors;
  for (std::size_t draw = 0; draw < bootstrap_draws; ++draw) {
    const auto counts = numbers.next(all.size()), of_rounds = numbers.next(max_drawn);
    std::vector<SpeedUp> drawn;
    for (const std::uint64_t number : counts) {
      const std::size_t n = number % all.size();
      drawn.push_back({all[n].workers, median_of_drawn(rounds[n], of_rounds)});
    }
    fractions.push_back(fit(scaling, drawn));
  }
  for (const SpeedUp& point : measured)
    errors.push_back(std::abs(speed_up_by(scaling, value, point.workers) / point.times - 1));
  return SerialFraction{value, middle_of(std::move(fractions)), median(errors)};
}

}  // namespace crossover
