#pragma once

namespace crossover {

/// Proof that threads can be started, for what runs on OpenMP's or TBB's: their runtimes end the process when one
/// cannot. Starting as many of our own first turns that into an Error.
class ThreadProof {
 public:
  /// That so many workers, the caller among them, can run at the same time. About 20 us each, when they have not been
  /// proven before. Throws Error.
  void require(unsigned workers);

 private:
  unsigned proven_ = 1;
};

}  // namespace crossover
