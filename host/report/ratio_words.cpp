#include "host/report/ratio_words.hpp"

#include <fmt/format.h>

namespace crossover {

std::string ratio_in_words(double ratio) {
  return ratio < 0.1 ? fmt::format("{:.2g}", ratio) : fmt::format("{:.2f}", ratio);
}

std::string interval_in_words(const Summary& ratio) {
  return ratio.ci95 ? fmt::format(" ({:.2f} to {:.2f})", ratio.ci95->low, ratio.ci95->high) : std::string();
}

std::string verdict_in_words(const Summary& ratio) {
  if (!ratio.ci95) return "too few rounds to judge";
  if (ratio.ci95->low > least_gain) return "it pays";
  if (ratio.ci95->high < 1 / least_gain) return "it does not pay";
  constexpr double narrow = 1.1;
  return ratio.ci95->high <= narrow * ratio.ci95->low ? "a tie" : "undecided, the rounds differ too much";
}

}  // namespace crossover
