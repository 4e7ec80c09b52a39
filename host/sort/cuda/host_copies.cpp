#include "host/sort/cuda/host_copies.hpp"

#include <algorithm>
#include <cstring>

#include "host/cuda/wait.hpp"
#include "host/sort/stripes.hpp"

namespace crossover::cuda {
namespace {

/// A part of an array.
struct Slice {
  std::size_t first, bytes;
};

std::vector<Slice> slices_of(std::size_t bytes) {
  const std::size_t at_a_time = BufferedCopies::bytes_at_a_time(bytes);
  std::vector<Slice> slices;
  for (std::size_t first = 0; first < bytes; first += at_a_time)
    slices.push_back({first, std::min(at_a_time, bytes - first)});
  return slices;
}

std::size_t bytes_of_buffer(std::size_t max_bytes) {
  return std::clamp<std::size_t>(max_bytes, 1, BufferedCopies::bytes_at_a_time(max_bytes));
}

}  // namespace

std::size_t BufferedCopies::bytes_at_a_time(std::size_t bytes_of_array) {
  constexpr std::size_t page = 4096, least = std::size_t{1} << 18, most = std::size_t{1} << 24;
  return std::clamp(bytes_of_array / 8 / page * page, least, most);
}

BufferedCopies::BufferedCopies(Runtime& runtime, WorkerPool& pool, std::size_t max_bytes)
    : runtime_(runtime),
      pool_(pool),
      buffers_{Buffer(runtime, bytes_of_buffer(max_bytes)), Buffer(runtime, bytes_of_buffer(max_bytes))} {}

void BufferedCopies::to_device(void* to, std::span<const std::byte> from, Stream stream) {
  std::size_t turn = 0;
  for (const auto& [first, bytes] : slices_of(from.size())) {
    const Buffer& buffer = buffers_[turn];
    wait_for_soon(runtime_, buffer.copied);
    copy_by_all(buffer.memory.data(), from.data() + first, bytes);
    runtime_.copy_to_device(static_cast<std::byte*>(to) + first, buffer.memory.data(), bytes, stream);
    runtime_.record(buffer.copied.get(), stream);
    turn = 1 - turn;
  }
}

void BufferedCopies::to_host(std::span<std::byte> to, const void* from, Stream stream, const OwnedEvent& done) {
  const std::vector<Slice> slices = slices_of(to.size());
  const auto hand_over = [&](std::size_t i) {
    if (i >= slices.size()) return;
    const Buffer& buffer = buffers_[i % buffers_.size()];
    runtime_.copy_to_host(buffer.memory.data(), static_cast<const std::byte*>(from) + slices[i].first, slices[i].bytes,
                          stream);
    runtime_.record(buffer.copied.get(), stream);
  };
  for (std::size_t i = 0; i < buffers_.size(); ++i) hand_over(i);
  for (std::size_t i = 0; i < slices.size(); ++i) {
    const Buffer& buffer = buffers_[i % buffers_.size()];
    wait_for_soon(runtime_, buffer.copied);
    copy_by_all(to.data() + slices[i].first, buffer.memory.data(), slices[i].bytes);
    hand_over(i + buffers_.size());
  }
  runtime_.record(done.get(), stream);
  wait_for_soon(runtime_, done);
}

void BufferedCopies::copy_by_all(std::byte* to, const std::byte* from, std::size_t bytes) {
  in_stripes(bytes, pool_,
             [&](std::size_t first, std::size_t last) { std::memcpy(to + first, from + first, last - first); });
}

PinnedCopies::PinnedCopies(Runtime& runtime, std::span<const std::span<std::byte>> arrays) : runtime_(runtime) {
  for (const std::span<std::byte> array : arrays)
    if (!array.empty()) arrays_.push_back(std::make_unique<Pinned>(runtime, array));
}

std::unique_ptr<Pinned> PinnedCopies::pinned_for(std::span<std::byte> array) {
  const bool is_pinned = std::ranges::any_of(arrays_, [&](const auto& pinned) { return pinned->holds(array); });
  return is_pinned ? nullptr : std::make_unique<Pinned>(runtime_, array);
}

void PinnedCopies::to_device(void* to, std::span<const std::byte> from, Stream stream) {
  runtime_.copy_to_device(to, from.data(), from.size(), stream);
}

void PinnedCopies::to_host(std::span<std::byte> to, const void* from, Stream stream, const OwnedEvent& done) {
  runtime_.copy_to_host(to.data(), from, to.size(), stream);
  runtime_.record(done.get(), stream);
  wait_for_soon(runtime_, done);
}

}  // namespace crossover::cuda
