#pragma once

namespace crossover {

/// Checks that threads can be started, for what runs on OpenMP's or TBB's: their runtimes end the process when one
/// cannot. Starting as many of our own first turns that into an Error.
class ThreadLimitCheck {
 public:
  /// Checks that so many workers, the caller among them, can run at the same time. About 20 µs each, once. Throws
  /// Error.
  void require(unsigned workers);

 private:
  unsigned checked_ = 1;
};

}  // namespace crossover
