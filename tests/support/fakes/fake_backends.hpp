#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/measure/pi_run.hpp"
#include "kernels/cpu_kernels.hpp"
#include "kernels/scalar/count_hits.hpp"

namespace crossover {

/// What a fake backend is asked to count.
struct FakeCall {
  Seed seed;
  SampleRange range;
  unsigned run;  ///< 1 in the first run over the samples, 2 in the second, ...
  const Kernel& kernel;

  /// The hits there are.
  std::uint64_t right() const { return kernel.count(seed, range); }
};

/// A backend that answers what `answer` makes of the call.
template <std::uint64_t (*answer)(const FakeCall&)>
class FakeBackend : public Backend {
 public:
  explicit FakeBackend(const Resources& resources) : kernel_(resources.kernel) {}

  std::uint64_t count(Seed seed, SampleRange range) override {
    if (!first_) first_ = range.first;
    run_ += range.first == *first_;
    return answer({seed, range, run_, kernel_});
  }

 private:
  const Kernel& kernel_;
  std::optional<std::uint64_t> first_;
  unsigned run_ = 0;
};

/// The reference, until it fails in call `good_calls` + 1.
template <unsigned good_calls>
class FailingBackend : public Backend {
 public:
  std::uint64_t count(Seed seed, SampleRange range) override {
    if (++calls_ > good_calls) throw Error("out of luck");
    return count_hits_scalar(seed, range);
  }

 private:
  unsigned calls_ = 0;
};

inline std::string usable_here() { return ""; }

template <std::uint64_t (*answer)(const FakeCall&)>
constexpr BackendEntry fake_entry(std::string_view name) {
  return {
      .name = name,
      .summary = "a fake",
      .why_unavailable = usable_here,
      .default_workers = [] { return 1U; },
      .kernels = cpu_kernels,
      .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<FakeBackend<answer>>(r); }};
}

template <unsigned good_calls>
constexpr BackendEntry failing{.name = "failing",
                               .summary = "a fake that fails",
                               .why_unavailable = usable_here,
                               .default_workers = [] { return 1U; },
                               .kernels = cpu_kernels,
                               .make = [](const Resources&) -> std::unique_ptr<Backend> {
                                 return std::make_unique<FailingBackend<good_calls>>();
                               }};

inline std::uint64_t count_right(const FakeCall& call) { return call.right(); }
inline std::uint64_t one_more(const FakeCall& call) { return call.right() + 1; }

/// Named like the baseline that speed-ups are measured against.
inline constexpr BackendEntry honest_serial = fake_entry<count_right>("serial");
inline constexpr BackendEntry honest = fake_entry<count_right>("honest");
inline constexpr BackendEntry liar = fake_entry<one_more>("liar");

inline constexpr BackendEntry not_usable{.name = "fancy",
                                         .summary = "a fake that cannot run",
                                         .why_unavailable = [] { return std::string("no fancy driver; install one"); },
                                         .default_workers = [] { return 1U; },
                                         .kernels = cpu_kernels,
                                         .make = nullptr};

inline Configuration with_scalar_kernel(const BackendEntry& entry, unsigned workers = 1) {
  return {&entry, &scalar_kernel, workers};
}

/// A run that took all its range, with hits right for pi unless told otherwise, as if it had been measured.
inline PiRun measured(const Configuration& configuration, const std::vector<double>& warm_seconds,
                      Tally tally = {Seed{42}, {0, 1'000'000}, 785'987}) {
  PiRun run{.configuration = configuration,
            .asked = tally.range,
            .tally = tally,
            .timing = {.setup_seconds = 0.25, .cold_seconds = 0.5, .meters = {{&cpu_meter, 0.99}}}};
  if (!warm_seconds.empty()) run.timing.warm_seconds = summarize(warm_seconds);
  return run;
}

}  // namespace crossover
