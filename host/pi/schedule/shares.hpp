#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>

#include "host/pi/schedule/chunks.hpp"

namespace crossover {

/// What of a range is sent in one message: each share is taken, and finished or given back. To wake the parent costs
/// the cores some 20 µs, 12 % of the longest chunk of threads. So shares begin with an eighth of what a worker can
/// expect of the rest and become shorter towards the end, down to a chunk: few messages, and no worker waits long for
/// the last one. (In the literature: guided self-scheduling.) Or each is a chunk of the size that was chosen.
class Shares {
 public:
  Shares(SampleRange range, unsigned workers, std::optional<std::uint64_t> chunk)
      : chunks_(range, workers, chunk ? std::optional(std::min(*chunk, longest)) : std::nullopt),
        unfinished_(range.size()),
        parts_(chunk ? 0 : parts_a_worker * workers) {}

  /// None when all are taken, for now.
  std::optional<SampleRange> take() {
    if (!given_back_.empty()) {
      const SampleRange share = given_back_.front();
      given_back_.pop_front();
      return share;
    }
    const std::uint64_t left = chunks_.count() - next_;
    if (left == 0) return std::nullopt;
    const std::uint64_t first = next_;
    next_ += parts_ == 0 ? 1 : std::clamp<std::uint64_t>(left / parts_, 1, longest / chunks_[first].size());
    return SampleRange{chunks_[first].first, chunks_[next_ - 1].last};
  }

  void give_back(const std::deque<SampleRange>& shares) {
    given_back_.insert(given_back_.end(), shares.begin(), shares.end());
  }

  void finish(SampleRange share, std::uint64_t hits) {
    unfinished_ -= share.size();
    hits_ += hits;
  }

  bool all_finished() const { return unfinished_ == 0; }
  /// Of the finished ones.
  std::uint64_t hits() const { return hits_; }

 private:
  static constexpr unsigned parts_a_worker = 8;
  /// A core counts so many within seconds: who does not answer by then passes for dead.
  static constexpr std::uint64_t longest = std::uint64_t{1} << 28;

  const Chunks chunks_;
  std::uint64_t next_ = 0, unfinished_, hits_ = 0;
  const std::uint64_t parts_;
  std::deque<SampleRange> given_back_;
};

}  // namespace crossover
