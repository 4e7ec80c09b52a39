#pragma once

#include <string>
#include <vector>

#include "host/threads/trace.hpp"

namespace crossover {

/// Runs as JSON in the Trace Event Format, which Perfetto (ui.perfetto.dev) and chrome://tracing open: a process for
/// each run, a thread for each worker, a complete event ("X", times in µs) for whatever it did.
/// Source: "Trace Event Format", https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
std::string chrome_trace(const std::vector<Timeline>& timelines);

}  // namespace crossover
