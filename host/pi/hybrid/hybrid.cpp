#include "host/pi/hybrid/hybrid.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace crossover {
namespace {

/// What one member takes of the lots of all.
class LotsOfMember : public LotSource {
 public:
  LotsOfMember(Lots& lots, std::mutex& mutex, unsigned member) : lots_(lots), mutex_(mutex), member_(member) {}

  std::optional<SampleRange> take() override {
    const std::lock_guard lock(mutex_);
    return lots_.take(member_);
  }
  void learn(std::uint64_t samples, double seconds) override {
    const std::lock_guard lock(mutex_);
    lots_.learn(member_, samples, seconds);
  }

 private:
  Lots& lots_;
  std::mutex& mutex_;
  const unsigned member_;
};

std::vector<std::uint64_t> first_batches(const std::vector<std::unique_ptr<Backend>>& members) {
  std::vector<std::uint64_t> samples(members.size());
  std::ranges::transform(members, samples.begin(), [](const auto& member) { return member->first_batch(); });
  return samples;
}

}  // namespace

Hybrid::Hybrid(std::vector<std::unique_ptr<Backend>> members)
    : members_(std::move(members)), lots_(first_batches(members_)), pool_(static_cast<unsigned>(members_.size())) {}

std::uint64_t Hybrid::count(Seed seed, SampleRange range) {
  lots_.begin(range);
  std::atomic<std::uint64_t> hits = 0;
  pool_.run(pool_.workers(), [&](unsigned member) {
    LotsOfMember lots(lots_, mutex_, member);
    hits += members_[member]->count_lots(seed, lots);
  });
  return hits;
}

std::uint64_t Hybrid::first_batch() const {
  std::uint64_t samples = 0;
  for (const auto& member : members_) samples += member->first_batch();
  return samples;
}

Readings Hybrid::meters() const {
  Readings readings;
  for (const auto& member : members_) readings = larger_of(readings, member->meters());
  return readings;
}

Readings Hybrid::setup_meters() const {
  Readings readings;
  for (const auto& member : members_) readings = sum_of(readings, member->setup_meters());
  return readings;
}

std::vector<DeviceWork> Hybrid::device_work() const {
  std::vector<DeviceWork> all;
  for (const auto& member : members_)
    for (const DeviceWork& work : member->device_work()) all.push_back(work);
  return all;
}

std::vector<std::string> Hybrid::incidents() const {
  std::vector<std::string> all;
  for (const auto& member : members_)
    for (std::string& incident : member->incidents()) all.push_back(std::move(incident));
  return all;
}

}  // namespace crossover
