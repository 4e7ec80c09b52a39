#pragma once

#include <cstddef>
#include <memory>

#include "host/cuda/owned.hpp"
#include "host/cuda/setup_watch.hpp"
#include "host/sort/cuda/host_copies.hpp"
#include "host/sort/sorter.hpp"

namespace crossover::cuda {

/// By what means arrays come to a GPU: see HostCopies.
enum class CopiedBy { buffers, pinning };

/// One GPU that sorts arrays of the host: its stream and its memory. Used by one thread at a time. Everything throws
/// Failure.
class SortingGpu {
 public:
  /// Takes what it needs once: the context, memory for so many keys and for Thrust, and pinned memory of the host. The
  /// pool helps to copy.
  SortingGpu(Runtime& runtime, unsigned device, const SortResources& resources, CopiedBy, WorkerPool& pool);

  /// Sorts keys of the type, none of them NaN, by `<`.
  void sort(const KeySpan& keys);

  /// Since it was made.
  Readings meters() const {
    return {{&copy_in_meter, copy_in_seconds_}, {&sort_meter, sort_seconds_}, {&copy_out_meter, copy_out_seconds_}};
  }
  const Readings& setup_meters() const { return setup_.readings(); }

 private:
  double seconds_from(const OwnedEvent& a, const OwnedEvent& b) const;

  Runtime& runtime_;
  SetupWatch setup_;
  const int device_;  ///< Its initialiser chooses it for what follows.
  OwnedStream stream_;
  const std::size_t scratch_bytes_;           ///< Its initialiser sees whether they and the keys fit.
  const std::unique_ptr<HostCopies> copies_;  ///< Ends after the device's memory, whose end waits for all copies.
  OwnedArray<std::byte> scratch_;
  OwnedArray<std::byte> keys_;
  OwnedEvent begun_, there_, sorted_, back_;
  double copy_in_seconds_ = 0, sort_seconds_ = 0, copy_out_seconds_ = 0;
};

}  // namespace crossover::cuda
