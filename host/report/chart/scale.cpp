#include "host/report/chart/scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace crossover {
namespace {

constexpr std::size_t max_labels = 6;

bool is_linear(AxisKind kind) { return kind == AxisKind::linear || kind == AxisKind::count; }

/// 1, 2 or 5 times a power of ten: the smallest of which at most `max_labels` fit.
double step_for(double length) {
  const double least = length / static_cast<double>(max_labels - 1);
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

std::string plain(double value) {
  const double rounded = std::abs(value) < 1e-12 ? 0 : value;
  return fmt::format("{:.6g}", rounded);
}

std::vector<Tick> linear_ticks(double low, double high, double least_step = 0) {
  const double step = std::max(step_for(high - low), least_step);
  std::vector<Tick> ticks;
  for (double i = std::ceil(low / step - 1e-9); i * step <= high * (1 + 1e-9); ++i)
    ticks.push_back({i * step, plain(i * step)});
  return ticks;
}

/// Decades, each labelled or each second, third, ...; where there are few, 2 and 5 times them too.
std::vector<Tick> decades(double low, double high) {
  const int first = static_cast<int>(std::floor(std::log10(low) + 1e-9)),
            last = static_cast<int>(std::ceil(std::log10(high) - 1e-9));
  const int first_inside = static_cast<int>(std::ceil(std::log10(low) - 1e-9)),
            labels = static_cast<int>(std::floor(std::log10(high) + 1e-9)) - first_inside + 1;
  const int every = 1 + (labels - 1) / static_cast<int>(max_labels);
  std::vector<Tick> ticks;
  for (int exponent = first; exponent <= last; ++exponent)
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double value = factor * std::pow(10, exponent);
      if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue;
      const bool is_labelled = factor == 1.0 && (exponent - first_inside) % every == 0;
      if (is_labelled || last - first <= 10) ticks.push_back({value, is_labelled ? power_of_ten(exponent) : ""});
    }
  return ticks;
}

/// Round numbers that lie apart on a logarithmic axis: 0.5, 1, 2; where all are near 1, those of a linear axis.
std::vector<Tick> ratio_ticks(double low, double high) {
  if (high / low < 4) return linear_ticks(low, high);
  std::vector<Tick> ticks;
  const int first = static_cast<int>(std::floor(std::log10(low))), last = static_cast<int>(std::ceil(std::log10(high)));
  const bool has_room = high / low < 50;
  for (int exponent = first; exponent <= last; ++exponent)
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double value = factor * std::pow(10, exponent);
      if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue;
      ticks.push_back({value, factor == 1.0 || has_room ? plain(value) : ""});
    }
  return ticks;
}

/// 1, 2 or 5 times a power of ten, at most `value` or, where `up`, at least.
double round_number(double value, bool up) {
  const double power = std::pow(10, std::floor(std::log10(value) + 1e-12));
  constexpr std::array factors{1.0, 2.0, 5.0, 10.0};
  if (up) {
    for (const double factor : factors)
      if (factor * power >= value * (1 - 1e-9)) return factor * power;
    return 10 * power;
  }
  double below = power;
  for (const double factor : factors)
    if (factor * power <= value * (1 + 1e-9)) below = factor * power;
  return below;
}

}  // namespace

Scale::Scale(AxisKind kind, double low, double high, double begin, double end)
    : kind_(kind), low_(low), high_(high), begin_(begin), end_(end) {
  if (is_linear(kind_)) {
    if (!(high_ > low_)) high_ = low_ + 1;
    const double step = std::max(step_for(high_ - low_), kind_ == AxisKind::count ? 1.0 : 0.0);
    low_ = std::floor(low_ / step + 1e-9) * step;
    high_ = std::ceil(high_ / step - 1e-9) * step;
  } else if (kind_ == AxisKind::logarithmic) {
    low_ = round_number(low, false);
    high_ = round_number(high, true);
    if (!(high_ > low_)) high_ = 10 * low_;
  } else {
    constexpr double near_one = 4;
    const double widest = std::max({high, 1 / low, 1.05});
    high_ = widest < near_one ? 1 + 1.1 * (widest - 1) : round_number(std::max(high, 1.0), true);
    low_ = widest < near_one ? 1 / high_ : round_number(std::min(low, 1.0), false);
  }
}

double Scale::at(double value) const {
  const double inside = std::clamp(value, low_, high_);
  const double share =
      is_linear(kind_) ? (inside - low_) / (high_ - low_) : std::log(inside / low_) / std::log(high_ / low_);
  return begin_ + share * (end_ - begin_);
}

std::vector<Tick> Scale::ticks() const {
  switch (kind_) {
    case AxisKind::linear:
      return linear_ticks(low_, high_);
    case AxisKind::count:
      return linear_ticks(low_, high_, 1);
    case AxisKind::logarithmic:
      return decades(low_, high_);
    case AxisKind::ratio:
      break;
  }
  return ratio_ticks(low_, high_);
}

std::string power_of_ten(int exponent) {
  constexpr std::array digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text = exponent < 0 ? "10⁻" : "10";
  for (const char digit : std::to_string(std::abs(exponent))) text += digits[static_cast<std::size_t>(digit - '0')];
  return text;
}

}  // namespace crossover
