#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "host/pi/chunks.hpp"

namespace crossover {

/// The chunks of one job: each is taken, and finished or given back.
class ChunksToCount {
 public:
  explicit ChunksToCount(const Chunks& chunks) : chunks_(chunks) {}

  /// None when all are taken, for now.
  std::optional<SampleRange> take() {
    if (!given_back_.empty()) {
      const SampleRange chunk = given_back_.front();
      given_back_.pop_front();
      return chunk;
    }
    return next_ < chunks_.count() ? std::optional(chunks_[next_++]) : std::nullopt;
  }

  void give_back(const std::deque<SampleRange>& chunks) {
    given_back_.insert(given_back_.end(), chunks.begin(), chunks.end());
  }

  void finish(std::uint64_t hits) {
    hits_ += hits;
    ++finished_;
  }

  bool all_finished() const { return finished_ == chunks_.count(); }
  /// Of the finished ones.
  std::uint64_t hits() const { return hits_; }

 private:
  const Chunks& chunks_;
  std::uint64_t next_ = 0, finished_ = 0, hits_ = 0;
  std::deque<SampleRange> given_back_;
};

}  // namespace crossover
