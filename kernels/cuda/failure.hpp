#pragma once

#include <stdexcept>
#include <string>

namespace crossover::cuda {

enum class FailureKind {
  not_built,             ///< This program has no CUDA code.
  no_driver,             ///< There is none, or it cannot be loaded.
  old_driver,            ///< Older than the runtime that this program brings.
  no_device,             ///< No GPU, or none that may be seen.
  no_code,               ///< This program has no code for that GPU.
  newer_ptx,             ///< It has PTX alone, which is newer than the driver understands.
  in_use,                ///< Another process has the GPU for itself, or its compute mode lets none use it.
  not_ready,             ///< Something beside the driver is missing: a service, or the right to open the GPU.
  out_of_memory,         ///< Of the GPU's.
  out_of_pinned_memory,  ///< The host has no more memory that may be pinned.
  lost,                  ///< The GPU's context is broken: no call of this process will work again.
  other,
};

/// A failed call. what() is the runtime's own word for it.
class Failure : public std::runtime_error {
 public:
  Failure(FailureKind kind, const std::string& call, const std::string& why)
      : std::runtime_error(call + ": " + why), kind_(kind) {}

  FailureKind kind() const { return kind_; }

 private:
  FailureKind kind_;
};

}  // namespace crossover::cuda
