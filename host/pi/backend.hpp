#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/cuda/device.hpp"
#include "host/machine/meter.hpp"
#include "host/pi/device_work.hpp"
#include "host/pi/schedule/lot_source.hpp"
#include "host/threads/trace.hpp"
#include "kernels/cpu_kernels.hpp"
#include "kernels/sample.hpp"

namespace crossover {

/// What it costs to hand out work, for backends whose workers are sent a message for each chunk. Worker time: two
/// workers that count for one second count for two.
struct MessageCosts {
  std::uint64_t messages = 0;   ///< Chunks sent; each has an answer.
  std::uint64_t samples = 0;    ///< In them.
  double counting_seconds = 0;  ///< In which workers counted.
  double other_seconds = 0;     ///< In which they fetched chunks, sent hits and waited.

  MessageCosts& operator+=(const MessageCosts& other) {
    messages += other.messages;
    samples += other.samples;
    counting_seconds += other.counting_seconds;
    other_seconds += other.other_seconds;
    return *this;
  }

  double seconds_per_message() const { return messages > 0 ? other_seconds / static_cast<double>(messages) : 0; }
  double seconds_per_sample() const { return samples > 0 ? counting_seconds / static_cast<double>(samples) : 0; }
};

/// A way of spreading the counting over workers.
class Backend {
 public:
  virtual ~Backend() = default;

  /// The exact number of hits in `range`. Blocks. Throws Error. Law: count(a,b) + count(b,c) == count(a,c).
  virtual std::uint64_t count(Seed seed, SampleRange range) = 0;

  /// The hits of all lots that there are. By default it counts one after the other; one whose work waits in a queue of
  /// its own hands the next over before it has the hits of the last. Throws Error.
  virtual std::uint64_t count_lots(Seed seed, LotSource& lots);

  /// How many samples to give it first: certainly no long work for it. By default 10 ms for one core with the plain
  /// loop.
  virtual std::uint64_t first_batch() const { return std::uint64_t{1} << 20; }

  /// What it has read itself since it was made, such as where the time went of those that hand the work to devices: of
  /// several devices, of each meter what the one says that was busy longest.
  virtual Readings meters() const { return {}; }

  /// What making it was spent on, for those that get devices ready: of several devices, all together.
  virtual Readings setup_meters() const { return {}; }

  /// What each device has done since it was made.
  virtual std::vector<DeviceWork> device_work() const { return {}; }

  /// What handing out work has cost since it was made, for those that send messages.
  virtual std::optional<MessageCosts> message_costs() const { return std::nullopt; }

  /// The CPU time that other processes have used for it since it was made, in seconds.
  virtual double cpu_seconds_of_processes() const { return 0; }

  /// What has gone wrong and was made good since it was made, a line each: a worker that was lost.
  virtual std::vector<std::string> incidents() const { return {}; }
};

/// What a backend works with.
struct Resources {
  const Kernel& kernel;
  unsigned workers;                    ///< With devices, one for each.
  std::vector<unsigned> devices = {};  ///< Their numbers; none for all that can be used.
  /// How many samples a worker takes at a time, at least 1; none: as the backend sees fit.
  std::optional<std::uint64_t> chunk = {};
  bool release_gil = false;  ///< Whether workers that share a lock release it while they count.
  Trace* trace = nullptr;    ///< Where workers note what they do when; null for nowhere.
};

/// A row of the table of backends: the command line's value, a test's name and the JSON field are all `name`.
struct BackendEntry {
  std::string_view name, summary;
  /// Empty: usable here; else the reason, and after a semicolon the next step.
  std::string (*why_unavailable)();
  /// How many workers it takes unless told; 0: always exactly one, which cannot be chosen.
  unsigned (*default_workers)();
  /// Those it can count with; the first is the default.
  std::span<const Kernel* const> (*kernels)();
  /// The devices that there are for it; null for a backend that has none. Throws Error.
  std::vector<Device> (*devices)() = nullptr;
  /// Whether it can be told what Resources calls so.
  bool takes_chunk = false, can_release_gil = false;
  /// Whether its workers note what they do where Resources has a trace.
  bool can_be_traced = false;
  /// Whether its runtime keeps the workers for the thread that leads them when the backend is gone, so that the next
  /// one finds them there.
  bool keeps_threads = false;
  /// Whether it only shows what something costs; it is never the best choice, so `tune` leaves it out unless named.
  bool is_model = false;
  std::unique_ptr<Backend> (*make)(const Resources&);
  /// Throws Error where its runtime would end the process when it counts such a range; to be called before it is made,
  /// not timed. Null for one whose failures are all Errors.
  void (*rehearse)(const Resources&, SampleRange) = nullptr;

  void rehearse_if_needed(const Resources& resources, SampleRange range) const {
    if (rehearse != nullptr) rehearse(resources, range);
  }
  /// How many workers it takes unless told, beside these devices (none: all that it can use): one less for each, so
  /// that the thread that feeds it need not wait for a CPU.
  unsigned default_workers_beside(const std::vector<unsigned>& chosen) const;
  bool takes_workers() const { return default_workers() > 0; }
  bool takes_devices() const { return devices != nullptr; }
};

/// Every backend there is. The tests of the contract, `compare`, `devices` and the reports go by this table.
std::span<const BackendEntry* const> backends();

}  // namespace crossover
