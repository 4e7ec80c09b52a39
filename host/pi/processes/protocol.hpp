#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernels/sample.hpp"

/// What a worker process and its parent say to each other: lines of text. The parent asks "seed first last", the worker
/// answers each line, in order, with the hits of that range.
namespace crossover {

struct HitsRequest {
  Seed seed;
  SampleRange range;
};

/// With the end of the line.
std::string line_of(const HitsRequest& request);
std::string line_of(std::uint64_t hits);

/// None for anything else. `line` without its end.
std::optional<HitsRequest> request_in(std::string_view line);
std::optional<std::uint64_t> hits_in(std::string_view line);

/// Makes lines of what comes through a pipe, piece by piece.
class LineBuffer {
 public:
  void add(std::string_view piece) { text_ += piece; }

  /// The next line without its end. A line that goes on for longer than any that is meant counts as one, so that memory
  /// does not fill with it.
  std::optional<std::string> next();
  /// What stands behind the last end of a line.
  const std::string& rest() const { return text_; }

 private:
  std::string text_;
};

}  // namespace crossover
