#include "host/report/trace/timelines_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

#include "host/report/chart/escaped.hpp"
#include "host/report/numbers.hpp"

namespace crossover {
namespace {

// In pixels of the picture, which scales.
constexpr double width = 800, left = 90, right = 16, bar = 18, gap = 6, head = 30, axis = 34;
constexpr std::size_t max_ticks = 6;

/// On light ground and on dark; each differs from its ground by 3:1 at least.
struct Colour {
  std::string_view light, dark;
};
constexpr std::array<Colour, activities> colours{Colour{"#777777", "#9A9A9A"}, {"#0072B2", "#4AA8E0"},
                                                 {"#D55E00", "#FF7F3F"},       {"#BF8600", "#E69F00"},
                                                 {"#CC79A7", "#E09CC3"},       {"#009E73", "#2FBF95"}};

std::size_t index_of(Activity activity) { return static_cast<std::size_t>(activity); }

std::int64_t duration_of(const Timeline& timeline) {
  std::int64_t end = timeline.begin + 1;
  for (const WorkerTrace& worker : timeline.workers)
    if (!worker.events().empty()) end = std::max(end, worker.events().back().end);
  return end - timeline.begin;
}

double height_of(const Timeline& timeline) {
  return head + static_cast<double>(timeline.workers.size()) * (bar + gap) + axis;
}

/// 1, 2 or 5 times a power of ten, so that there are few.
double step_of_ticks(double seconds) {
  const double least = seconds / max_ticks, power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least) return factor * power;
  return 10 * power;
}

std::string axis_of(const Timeline& timeline, double y) {
  const double seconds = static_cast<double>(duration_of(timeline)) * 1e-9, step = step_of_ticks(seconds);
  const TimeUnit unit = time_unit(step);
  std::string svg;
  const auto ticks = static_cast<std::size_t>(seconds / step * (1 + 1e-9));
  for (std::size_t i = 0; i <= ticks; ++i) {
    const double tick = step * static_cast<double>(i);
    const double x = left + (width - left - right) * tick / seconds;
    svg += fmt::format(
        "<path class=\"line\" d=\"M{0:.1f} {1:.1f}v5\"/><text class=\"tick\" x=\"{0:.1f}\" "
        "y=\"{2:.1f}\">{3:g}{4}</text>\n",
        x, y, y + 18, std::round(1e3 * tick / unit.size) / 1e3, i == 0 ? "" : fmt::format(" {}", unit.symbol));
  }
  return svg + fmt::format("<path class=\"line\" d=\"M{} {:.1f}h{}\"/>\n", left, y, width - left - right);
}

std::string panel_of(const Timeline& timeline, double top) {
  constexpr double plot = width - left - right;
  std::string svg =
      fmt::format("<text class=\"title\" x=\"8\" y=\"{:.1f}\">{}</text>\n", top + 18, escaped(timeline.title));
  double y = top + head;
  for (std::size_t w = 0; w < timeline.workers.size(); ++w, y += bar + gap) {
    svg += fmt::format("<text x=\"8\" y=\"{:.1f}\">worker {}</text>\n", y + 0.72 * bar, w + 1);
    const auto spans =
        spans_of(timeline.workers[w], timeline.begin, duration_of(timeline), static_cast<std::size_t>(plot));
    for (const TimelineSpan& span : spans)
      svg += fmt::format("<rect class=\"a{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{}\"/>\n",
                         index_of(span.activity), left + plot * span.begin, y, plot * (span.end - span.begin), bar);
  }
  return svg + axis_of(timeline, y);
}

struct Legend {
  std::string svg;
  double height;
};

Legend legend_of(const std::vector<Timeline>& timelines) {
  std::set<Activity> used;
  for (const Timeline& timeline : timelines)
    for (const WorkerTrace& worker : timeline.workers)
      for (const TraceEvent& event : worker.events()) used.insert(event.activity);
  std::string svg;
  double x = 8, y = 12;
  for (const Activity activity : used) {
    const std::string_view name = name_of(activity);
    const double needed = 36 + 7.2 * static_cast<double>(name.size());
    if (x + needed > width) {
      x = 8;
      y += 24;
    }
    svg += fmt::format(
        "<rect class=\"a{}\" x=\"{:.0f}\" y=\"{:.0f}\" width=\"14\" height=\"14\"/>"
        "<text x=\"{:.0f}\" y=\"{:.0f}\">{}</text>\n",
        index_of(activity), x, y, x + 20, y + 12, name);
    x += needed;
  }
  return {svg, y + 32};
}

std::string style() {
  std::string light, dark;
  for (std::size_t i = 0; i < activities; ++i) {
    light += fmt::format(".timelines .a{}{{fill:{}}}", i, colours[i].light);
    dark += fmt::format(".timelines .a{}{{fill:{}}}", i, colours[i].dark);
  }
  return "<style>.timelines{background:#fff}.timelines text{font:13px sans-serif;fill:#222}.timelines "
         ".title{font-weight:bold}"
         ".timelines .tick{text-anchor:middle;font-size:12px}.timelines .line{stroke:#777;fill:none}" +
         light +
         "@media screen and (prefers-color-scheme:dark){.timelines{background:#111}.timelines "
         "text{fill:#eee}.timelines .line{stroke:#999}" +
         dark + "}</style>\n";
}

}  // namespace

std::vector<TimelineSpan> spans_of(const WorkerTrace& worker, std::int64_t begin, std::int64_t duration,
                                   std::size_t columns) {
  std::vector<std::array<double, activities>> shares(columns);  // of each column's time
  const double per_ns = static_cast<double>(columns) / static_cast<double>(duration);
  for (const TraceEvent& event : worker.events()) {
    const double from = static_cast<double>(event.begin - begin) * per_ns,
                 to = static_cast<double>(event.end - begin) * per_ns;
    for (double x = std::max(from, 0.0); x < to && x < static_cast<double>(columns);) {
      const double end = std::min(to, std::floor(x) + 1);
      shares[static_cast<std::size_t>(x)][index_of(event.activity)] += end - x;
      x = end;
    }
  }
  std::vector<TimelineSpan> spans;
  for (std::size_t x = 0; x < columns; ++x) {
    const auto most = std::ranges::max_element(shares[x]);
    double busy = 0;
    for (const double share : shares[x]) busy += share;
    if (busy < 0.5) continue;
    const auto activity = static_cast<Activity>(most - shares[x].begin());
    const double from = static_cast<double>(x) / static_cast<double>(columns),
                 to = static_cast<double>(x + 1) / static_cast<double>(columns);
    if (!spans.empty() && spans.back().activity == activity && spans.back().end >= from - 1e-12)
      spans.back().end = to;
    else
      spans.push_back({activity, from, to});
  }
  return spans;
}

std::string timelines_svg(const std::vector<Timeline>& timelines) {
  const Legend legend = legend_of(timelines);
  double height = legend.height;
  std::string panels;
  for (const Timeline& timeline : timelines) {
    panels += panel_of(timeline, height);
    height += height_of(timeline);
  }
  std::string what;
  for (const Timeline& timeline : timelines) what += (what.empty() ? "" : "; ") + escaped(timeline.title);
  return fmt::format(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"timelines\" viewBox=\"0 0 {:g} {:.0f}\" role=\"img\" "
             "aria-labelledby=\"t d\">\n<title id=\"t\">What each worker did when</title>\n<desc id=\"d\">{}</desc>\n",
             width, height, what) +
         style() + legend.svg + panels + "</svg>\n";
}

}  // namespace crossover
