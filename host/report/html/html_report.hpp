#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "host/report/json.hpp"
#include "host/threads/trace.hpp"

namespace crossover {

/// A page that would be larger has neither the result itself, as JSON, nor all views of its charts, and says so.
inline constexpr std::size_t max_page_bytes = 1'000'000;

/// A result as one HTML page, from its document alone: no network, right without JavaScript, the same bytes for the
/// same document. `timelines` are those of a run just made; `sources` the files that the document is in, by which the
/// page says how to make it again.
std::string html_report(const Json& document, const std::vector<Timeline>& timelines = {},
                        const std::vector<std::string>& sources = {"result.json"});

/// Its charts, each as a picture that stands by itself: name of the file and content.
std::vector<std::pair<std::string, std::string>> chart_files(const Json& document,
                                                             const std::vector<Timeline>& timelines = {});

}  // namespace crossover
