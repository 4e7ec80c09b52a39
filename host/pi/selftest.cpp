#include "host/pi/selftest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include "host/pi/backends/entries.hpp"
#include "host/pi/known_hits.hpp"
#include "host/pi/run.hpp"
#include "kernels/simd/count_hits.hpp"

namespace crossover {
namespace {

/// What is checked against the known answers.
struct Subject {
  std::string name;
  std::uint64_t max_samples;
  std::function<std::unique_ptr<Backend>()> make;
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
    all.push_back(
        {fmt::format("kernel simd on {}", simd_targets()[i].name), second_of_scalar, [&kernel = target_kernels[i]] {
           return serial_backend.make({kernel, 1});
         }});
  for (const BackendEntry* entry : backends()) {
    if (!entry->why_unavailable().empty()) continue;
    for (const Kernel* kernel : entry->kernels())
      all.push_back({fmt::format("{}, kernel {}", entry->name, kernel->name), second_of(*kernel), [entry, kernel] {
                       const Resources resources{*kernel, std::max(1U, entry->default_workers_beside({}))};
                       entry->rehearse_if_needed(resources, {0, std::uint64_t{1} << 40U});
                       return entry->make(resources);
                     }});
  }
  return all;
}

std::vector<NotTested> backends_that_cannot_run() {
  std::vector<NotTested> all;
  for (const BackendEntry* entry : backends())
    if (std::string why = entry->why_unavailable(); !why.empty()) all.push_back({entry->name, std::move(why)});
  return all;
}

/// Adds to the result what the subject makes of the known answers; false when it was stopped. Throws Error.
bool check_known_hits(const Subject& subject, bool thorough, const Watch<Selftest>& watch, SelftestResult& result) {
  const auto backend = subject.make();
  for (const Tally& known : known_hits()) {
    if (!thorough && known.range.size() > subject.max_samples) {
      ++result.left_out;
      continue;
    }
    const Tally counted = run(*backend, known.seed, known.range, [&](const Tally& so_far) {
      watch.progress({subject.name, so_far.range.size(), known.range.size(), Progress::Pieces::samples});
      return watch.signal() == 0;
    });
    if (counted.range != known.range) return false;
    if (counted == known)
      ++result.right;
    else
      result.wrong.push_back(counted);
  }
  return true;
}

}  // namespace

bool Selftest::passed() const {
  return std::all_of(results.begin(), results.end(), [](const SelftestResult& r) { return r.wrong.empty(); });
}

std::optional<Error> Selftest::failure() const {
  for (const SelftestResult& r : results)
    if (r.failure) return r.failure;
  return std::nullopt;
}

Selftest run_selftest(bool thorough, const Watch<Selftest>& watch) {
  Selftest selftest{.results = {}, .not_tested = backends_that_cannot_run()};
  const std::vector<Kernel> target_kernels = kernels_of_targets();
  for (const Subject& subject : subjects(target_kernels)) {
    SelftestResult result{.subject = subject.name, .wrong = {}};
    try {
      if (!check_known_hits(subject, thorough, watch, result)) {
        selftest.signal = watch.signal();
        return selftest;
      }
    } catch (const Error& error) {
      result.failure = error;
    }
    selftest.results.push_back(std::move(result));
  }
  return selftest;
}

}  // namespace crossover
