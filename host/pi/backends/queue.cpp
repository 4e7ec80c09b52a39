#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "host/machine/cpus.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/pi/schedule/chunks.hpp"
#include "host/pi/work_queue.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

class Queue : public Backend {
 public:
  explicit Queue(const Resources& r) : kernel_(r.kernel), chunk_(r.chunk), queue_(r.workers, r.trace) {}

  std::uint64_t count(Seed seed, SampleRange range) override {
    const Chunks chunks(range, queue_.workers(), chunk_);
    return queue_.sum(
        chunks.count(), [&](std::uint64_t i) { return chunks[i]; },
        [&](SampleRange chunk) { return kernel_.count(seed, chunk); });
  }

  std::uint64_t first_batch() const override { return first_batch_of(chunk_); }

  std::optional<MessageCosts> message_costs() const override {
    MessageCosts costs = queue_.costs();
    if (!chunk_ || *chunk_ >= WorkQueue::min_timed_chunk) return costs;
    costs.counting_seconds = std::min(costs.other_seconds, static_cast<double>(costs.messages) * seconds_of_a_chunk());
    costs.other_seconds -= costs.counting_seconds;
    return costs;
  }

 private:
  /// What it takes to count a chunk, by counting some of them without a message.
  double seconds_of_a_chunk() const {
    constexpr std::uint64_t chunks = 1024;
    const Chunks some({0, chunks * *chunk_}, 1, chunk_);
    const Stopwatch watch;
    for (std::uint64_t i = 0; i < chunks; ++i) kernel_.count(Seed{0}, some[i]);
    return watch.seconds() / chunks;
  }

  const Kernel& kernel_;
  const std::optional<std::uint64_t> chunk_;
  WorkQueue queue_;
};

}  // namespace

const BackendEntry queue_backend{
    .name = "queue",
    .summary = "threads that are sent chunks through a bounded queue, and send the hits back through another",
    .why_unavailable = [] { return std::string(); },
    .default_workers = usable_cpus,
    .kernels = cpu_kernels,
    .takes_chunk = true,
    .can_be_traced = true,
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<Queue>(r); },
};

}  // namespace crossover
