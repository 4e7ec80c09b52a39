#include "host/sort/cuda/sorting_gpu.hpp"

#include <fmt/format.h>

#include <variant>

namespace crossover::cuda {
namespace {

int use(Runtime& runtime, unsigned device) {
  runtime.use_device(static_cast<int>(device));
  return static_cast<int>(device);
}

double gib(std::size_t bytes) { return static_cast<double>(bytes) / (std::size_t{1} << 30); }

/// Throws when it does not fit beside the keys: before either is taken, so that the failure can name both.
std::size_t scratch_that_fits(Runtime& runtime, KeyType type, std::size_t keys) {
  const std::size_t scratch = runtime.scratch_bytes_of_sort(type, keys);
  const std::size_t needed = keys * bytes_of(type) + scratch, free = runtime.free_memory();
  if (needed <= free) return scratch;
  throw Failure(FailureKind::out_of_memory,
                fmt::format("sorting {} {} keys needs {:.2f} GiB", keys, name_of(type), gib(needed)),
                fmt::format("{:.2f} GiB are free", gib(free)));
}

}  // namespace

SortingGpu::SortingGpu(Runtime& runtime, unsigned device, KeyType type, std::size_t keys)
    : runtime_(runtime),
      device_(setup_.timed(context_meter, [&] { return use(runtime, device); })),
      stream_(runtime),
      scratch_bytes_(setup_.timed(code_meter, [&] { return scratch_that_fits(runtime, type, keys); })),
      scratch_(setup_.timed(memory_meter, [&] { return OwnedArray<std::byte>(runtime, scratch_bytes_); })),
      keys_(setup_.timed(memory_meter, [&] { return OwnedArray<std::byte>(runtime, keys * bytes_of(type)); })),
      begun_(runtime),
      there_(runtime),
      sorted_(runtime),
      back_(runtime) {}

void SortingGpu::sort(const KeySpan& keys) {
  if (size_of(keys) == 0) return;
  const std::size_t bytes = size_of(keys) * bytes_of(type_of(keys));
  void* const on_host = std::visit([](auto span) -> void* { return span.data(); }, keys);
  runtime_.use_device(device_);
  runtime_.record(begun_.get(), stream_.get());
  runtime_.copy_to_device(keys_.data(), on_host, bytes, stream_.get());
  runtime_.record(there_.get(), stream_.get());
  runtime_.sort(view_as(type_of(keys), keys_.data(), size_of(keys)), scratch_.data(), scratch_.size(), stream_.get());
  runtime_.record(sorted_.get(), stream_.get());
  runtime_.copy_to_host(on_host, keys_.data(), bytes, stream_.get());
  runtime_.record(back_.get(), stream_.get());
  runtime_.wait_for(back_.get());
  copy_in_seconds_ += seconds_from(begun_, there_);
  sort_seconds_ += seconds_from(there_, sorted_);
  copy_out_seconds_ += seconds_from(sorted_, back_);
}

double SortingGpu::seconds_from(const OwnedEvent& a, const OwnedEvent& b) const {
  return runtime_.seconds_between(a.get(), b.get());
}

}  // namespace crossover::cuda
