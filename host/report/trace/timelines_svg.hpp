#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/threads/trace.hpp"

namespace crossover {

/// Runs as a picture: a panel for each, a bar for each worker, coloured by what it did when. Light and dark; what is
/// too short for the picture is drawn as what the worker did most there.
std::string timelines_svg(const std::vector<Timeline>& timelines);

/// What a worker did in a part of a picture: begin and end as shares of the run's time.
struct TimelineSpan {
  Activity activity;
  double begin, end;
};

/// What a worker did in a run that took so many nanoseconds, in pieces of one `columns`th of it at least: each column
/// is what it did most in it, or nothing where it mostly did that.
std::vector<TimelineSpan> spans_of(const WorkerTrace& worker, std::int64_t begin, std::int64_t duration,
                                   std::size_t columns);

}  // namespace crossover
