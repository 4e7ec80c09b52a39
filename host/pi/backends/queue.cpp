#include "host/pi/backends/entries.hpp"
#include "host/pi/chunks.hpp"
#include "host/pi/work_queue.hpp"
#include "host/system/cpus.hpp"

namespace crossover {
namespace {

class Queue : public Backend {
 public:
  explicit Queue(const Resources& r) : kernel_(r.kernel), chunk_(r.chunk), queue_(r.workers) {}

  std::uint64_t count(Seed seed, SampleRange range) override {
    const Chunks chunks(range, queue_.workers(), chunk_);
    return queue_.sum(
        chunks.count(), [&](std::uint64_t i) { return chunks[i]; },
        [&](SampleRange chunk) { return kernel_.count(seed, chunk); });
  }

  std::uint64_t first_stretch() const override { return first_stretch_of(chunk_); }

  std::optional<MessageCosts> message_costs() const override { return queue_.costs(); }

 private:
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
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<Queue>(r); },
};

}  // namespace crossover
