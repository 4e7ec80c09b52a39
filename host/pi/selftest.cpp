#include "host/pi/selftest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/pi/backends/entries.hpp"
#include "host/pi/known_hits.hpp"
#include "host/pi/run.hpp"
#include "kernels/simd/count_hits.hpp"

namespace crossover {
namespace {

/// What is held to the known answers.
struct Subject {
  std::string name;
  std::uint64_t most_samples;
  std::unique_ptr<Backend> backend;
};

constexpr std::uint64_t second_of_simd = std::uint64_t{1} << 30, second_of_scalar = std::uint64_t{1} << 27;

std::uint64_t second_of(const Kernel& kernel) { return &kernel == &scalar_kernel ? second_of_scalar : second_of_simd; }

/// The simd kernel, held to one instruction set.
std::vector<Kernel> kernels_of_targets() {
  std::vector<Kernel> kernels;
  for (const SimdTarget& target : simd_targets()) {
    kernels.push_back(simd_kernel);
    kernels.back().count = target.count;
  }
  return kernels;
}

/// `target_kernels` must outlive the subjects.
std::vector<Subject> subjects(const std::vector<Kernel>& target_kernels) {
  std::vector<Subject> all;
  for (std::size_t i = 0; i < target_kernels.size(); ++i)
    all.push_back({fmt::format("kernel simd on {}", simd_targets()[i].name), second_of_scalar,
                   serial_backend.make({target_kernels[i], 1})});
  for (const BackendEntry* entry : backends()) {
    if (!entry->why_unavailable().empty()) continue;
    for (const Kernel* kernel : entry->kernels())
      all.push_back({fmt::format("{}, kernel {}", entry->name, kernel->name), second_of(*kernel),
                     entry->make({*kernel, std::max(1U, entry->default_workers())})});
  }
  return all;
}

}  // namespace

bool Selftest::passed() const {
  return std::all_of(results.begin(), results.end(), [](const SelftestResult& r) { return r.wrong.empty(); });
}

Selftest run_selftest(bool thorough, const std::function<bool(const std::string&, const Tally&, SampleRange)>& go_on) {
  Selftest selftest;
  const std::vector<Kernel> target_kernels = kernels_of_targets();
  for (const Subject& subject : subjects(target_kernels)) {
    SelftestResult result{.subject = subject.name, .wrong = {}};
    for (const Tally& known : known_hits()) {
      if (!thorough && known.range.size() > subject.most_samples) {
        ++result.left_out;
        continue;
      }
      const Tally counted = run(*subject.backend, known.seed, known.range,
                                [&](const Tally& so_far) { return go_on(subject.name, so_far, known.range); });
      if (counted.range != known.range) {
        selftest.stopped = true;
        return selftest;
      }
      if (counted == known)
        ++result.right;
      else
        result.wrong.push_back(counted);
    }
    selftest.results.push_back(std::move(result));
  }
  return selftest;
}

}  // namespace crossover
