#pragma once

#include <string>
#include <vector>

namespace crossover {

/// A line across a chart; one without a label is thin.
struct Tick {
  double value;
  std::string label = {};

  friend bool operator==(const Tick&, const Tick&) = default;
};

/// How the values of an axis are laid out.
enum class AxisKind {
  linear,
  count,        ///< Linear, labelled by whole numbers.
  logarithmic,  ///< Decades, labelled 10³; thin lines at 2 and 5 where there is room.
  ratio,        ///< Logarithmic, labelled 0.5, 1, 2; it holds 1, in its middle where no ratio is far from it.
};

/// From values to places in a picture, of an axis that begins and ends at round numbers.
class Scale {
 public:
  /// An axis that holds the values from `low` to `high`, from the place `begin` to the place `end`. Values of a
  /// logarithmic axis are above 0. Equal or reversed ends are moved apart.
  Scale(AxisKind kind, double low, double high, double begin, double end);

  /// The place of a value; that of the nearer end for one beyond them.
  double at(double value) const;

  /// Those of them that lie on it, at most six with a label.
  std::vector<Tick> ticks() const;

  double low() const { return low_; }
  double high() const { return high_; }
  double begin() const { return begin_; }
  double end() const { return end_; }

 private:
  AxisKind kind_;
  double low_, high_, begin_, end_;
};

/// "10³", "10⁻⁶".
std::string power_of_ten(int exponent);

}  // namespace crossover
