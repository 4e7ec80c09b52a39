#include "host/sort/cuda/sorting_gpu.hpp"

#include <fmt/format.h>

#include <span>
#include <variant>
#include <vector>

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

std::span<std::byte> bytes_in(const KeySpan& keys) {
  return std::visit([](auto all) { return std::as_writable_bytes(all); }, keys);
}

std::unique_ptr<HostCopies> make_copies(Runtime& runtime, const SortResources& r, CopiedBy means, WorkerPool& pool) {
  if (means == CopiedBy::buffers) return std::make_unique<BufferedCopies>(runtime, pool, r.keys * bytes_of(r.type));
  std::vector<std::span<std::byte>> arrays;
  for (const KeySpan& array : r.arrays) arrays.push_back(bytes_in(array));
  return std::make_unique<PinnedCopies>(runtime, arrays);
}

}  // namespace

SortingGpu::SortingGpu(Runtime& runtime, unsigned device, const SortResources& r, CopiedBy means, WorkerPool& pool)
    : runtime_(runtime),
      device_(setup_.timed(context_meter, [&] { return use(runtime, device); })),
      stream_(runtime),
      scratch_bytes_(setup_.timed(code_meter, [&] { return scratch_that_fits(runtime, r.type, r.keys); })),
      copies_(setup_.timed(pinning_meter, [&] { return make_copies(runtime, r, means, pool); })),
      scratch_(setup_.timed(memory_meter, [&] { return OwnedArray<std::byte>(runtime, scratch_bytes_); })),
      keys_(setup_.timed(memory_meter, [&] { return OwnedArray<std::byte>(runtime, r.keys * bytes_of(r.type)); })),
      begun_(runtime),
      there_(runtime),
      sorted_(runtime),
      back_(runtime) {}

void SortingGpu::sort(const KeySpan& keys) {
  if (size_of(keys) == 0) return;
  const std::span<std::byte> on_host = bytes_in(keys);
  runtime_.use_device(device_);
  const auto pinned = copies_->pinned_for(on_host);
  runtime_.record(begun_.get(), stream_.get());
  copies_->to_device(keys_.data(), on_host, stream_.get());
  runtime_.record(there_.get(), stream_.get());
  runtime_.sort(view_as(type_of(keys), keys_.data(), size_of(keys)), scratch_.data(), scratch_.size(), stream_.get());
  runtime_.record(sorted_.get(), stream_.get());
  copies_->to_host(on_host, keys_.data(), stream_.get(), back_);
  copy_in_seconds_ += seconds_from(begun_, there_);
  sort_seconds_ += seconds_from(there_, sorted_);
  copy_out_seconds_ += seconds_from(sorted_, back_);
}

double SortingGpu::seconds_from(const OwnedEvent& a, const OwnedEvent& b) const {
  return runtime_.seconds_between(a.get(), b.get());
}

}  // namespace crossover::cuda
