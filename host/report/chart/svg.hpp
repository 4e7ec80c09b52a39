#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/report/chart/scale.hpp"

/// The parts that all charts are made of. Places are pixels of a picture that scales, from its upper left corner.
namespace crossover {

/// A pixel's place with one decimal at most: "12.5", "12".
std::string place(double pixels);

/// What a chart says in words.
struct ChartWords {
  std::string title;    ///< Stands above it.
  std::string finding;  ///< What it shows, in a sentence: for those who cannot see it.
};

/// Where the values of a chart lie.
struct Frame {
  double left, top, right, bottom;
};

/// `drawing`, the elements of a chart, as one picture.
std::string picture(const ChartWords& words, double width, double height, const std::string& drawing);

/// A picture that stands by itself in a file: with its style.
std::string as_file(const std::string& picture);

std::string text(double x, double y, std::string_view words, std::string_view classes);

/// The lines of an axis below a frame, across it, and what they are.
std::string x_axis(const Scale& scale, const Frame& frame, std::string_view title);

/// The same to the left of it; the title stands above, to be read without turning one's head.
std::string y_axis(const Scale& scale, const Frame& frame, std::string_view title);

/// How wide words are about, in the font of charts.
double width_of_words(std::string_view words);

/// Places for labels that shall stand near `wanted`, `distance` apart at least, between `low` and `high` where they
/// fit there. In the order of `wanted`.
std::vector<double> pushed_apart(const std::vector<double>& wanted, double distance, double low, double high);

}  // namespace crossover
