#include "host/measure/series/models.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "host/measure/bootstrap.hpp"

namespace crossover {
namespace {

constexpr std::size_t min_sizes = 3;

bool is_usable(const TimingsAtSize& at, std::size_t candidate) {
  return at.machine_was_quiet && at.size > 0 && at.seconds[candidate].size() >= rounds_for_an_interval &&
         at.is_whole(candidate);
}

}  // namespace

Lines::Lines(const Series& series) : growth_(series.growth) {
  DrawnNumbers numbers;
  for (std::size_t n = 0; n < bootstrap_draws; ++n) draws_.push_back(numbers.next(series.points.size()));
  for (const TimingsAtSize& at : series.points) {
    std::vector<std::vector<std::uint64_t>> rounds;
    for (std::size_t n = 0; n < bootstrap_draws; ++n) rounds.push_back(numbers.next(max_drawn));
    Size size{work_of(series.growth, static_cast<double>(at.size)), {}};
    for (std::size_t c = 0; c < at.seconds.size(); ++c) {
      size.candidates.emplace_back();
      if (!is_usable(at, c)) continue;
      const std::vector<double> seconds = in_groups(at.seconds[c]);
      Medians medians{median(seconds), {}};
      for (const auto& drawn : rounds) medians.drawn.push_back(median_of_drawn(seconds, drawn));
      size.candidates.back() = std::move(medians);
    }
    sizes_.push_back(std::move(size));
  }
}

std::vector<const Lines::Size*> Lines::sizes_of(std::size_t one, std::size_t other) const {
  const auto has = [](const Size& size, std::size_t c) {
    return c < size.candidates.size() && size.candidates[c].has_value();
  };
  std::vector<const Size*> all;
  for (const Size& size : sizes_)
    if (has(size, one) && has(size, other)) all.push_back(&size);
  return all;
}

std::optional<Line> Lines::measured_line(std::span<const Size* const> sizes, std::size_t candidate) {
  std::vector<LinePoint> points;
  for (const Size* size : sizes) points.push_back({size->work, size->candidates[candidate]->measured});
  return fit_line(points);
}

std::optional<Line> Lines::drawn_line(std::span<const Size* const> sizes, std::size_t candidate,
                                      std::size_t draw) const {
  std::vector<LinePoint> points;
  for (std::size_t n = 0; n < sizes.size(); ++n) {
    const Size* size = sizes[draws_[draw][n] % sizes.size()];
    points.push_back({size->work, size->candidates[candidate]->drawn[draw]});
  }
  return fit_line(points);
}

std::optional<Model> Lines::model_of(std::size_t candidate) const {
  const auto sizes = sizes_of(candidate, candidate);
  if (sizes.size() < min_sizes) return std::nullopt;
  const auto line = measured_line(sizes, candidate);
  if (!line) return std::nullopt;
  std::vector<double> t0s, rates, errors;
  for (std::size_t n = 0; n < bootstrap_draws; ++n)
    if (const auto drawn = drawn_line(sizes, candidate, n)) {
      t0s.push_back(drawn->t0);
      rates.push_back(drawn->rate());
    }
  if (t0s.empty()) return std::nullopt;
  for (const Size* size : sizes)
    errors.push_back(std::abs(line->seconds(size->work) / size->candidates[candidate]->measured - 1));
  return Model{*line, middle_of(std::move(t0s)), middle_of(std::move(rates)), sizes.size(), median(errors)};
}

std::optional<ModelCrossing> Lines::crossing_of(std::size_t before, std::size_t after) const {
  const auto sizes = sizes_of(before, after);
  if (sizes.size() < min_sizes) return std::nullopt;
  constexpr double never = std::numeric_limits<double>::infinity();
  const auto size_at = [&](const Line& one, const Line& other) {
    const auto work = crossover::crossing_of(one, other);
    return work ? size_of_work(growth_, *work) : never;
  };
  const auto of_before = measured_line(sizes, before), of_after = measured_line(sizes, after);
  if (!of_before || !of_after) return std::nullopt;
  std::vector<double> all;
  for (std::size_t n = 0; n < bootstrap_draws; ++n) {
    const auto one = drawn_line(sizes, before, n), other = drawn_line(sizes, after, n);
    if (one && other) all.push_back(size_at(*one, *other));  // there is none through one size that was drawn each time
  }
  const double size = size_at(*of_before, *of_after);
  if (size == never || all.empty() || median(all) == never) return std::nullopt;
  const Interval interval = middle_of(all);
  return ModelCrossing{size, interval.low, interval.high == never ? std::nullopt : std::optional(interval.high)};
}

}  // namespace crossover
