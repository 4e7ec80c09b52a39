#include "host/cli/options/choices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>

#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/nearest_name.hpp"
#include "host/cli/options/quantity.hpp"
#include "host/machine/cpus.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

void require_usable(const char* kind, std::string_view name, const std::string& why_not) {
  if (!why_not.empty())
    throw Error(fmt::format("{} {} cannot run here: {}", kind, in_quotes(name), why_not), ExitCode::unavailable);
}

/// The row of a table of pointers that has the name given to an option.
template <class Row>
const Row& row_named(std::span<const Row* const> table, std::string_view option, const std::string& name) {
  std::vector<std::string_view> names;
  for (const Row* row : table) {
    if (row->name == name) return *row;
    names.push_back(row->name);
  }
  throw UsageError(fmt::format("{} {} is not known{}", option, in_quotes(name), suggestion(name, names)));
}

}  // namespace

const BackendEntry& backend_named(const std::string& name) { return row_named(backends(), "--backend", name); }

const SorterEntry& sorter_named(const std::string& name) { return row_named(sorters(), "--sorter", name); }

const Kernel* kernel_named(const BackendEntry& backend, const std::string& name) {
  const auto kernels = backend.kernels();
  const auto found = std::ranges::find_if(kernels, [&](const Kernel* kernel) { return kernel->name == name; });
  return found == kernels.end() ? nullptr : *found;
}

const Kernel& kernel_for(const BackendEntry& backend, const std::optional<std::string>& name) {
  if (!name) return *backend.kernels().front();
  if (const Kernel* kernel = kernel_named(backend, *name)) return *kernel;
  require_kernel(*name);
  throw UsageError(fmt::format("--kernel {} does not go with --backend {}; try --kernel {}", in_quotes(*name),
                               backend.name, backend.kernels().front()->name));
}

void require_kernel(const std::string& name) {
  std::vector<std::string_view> names;
  for (const BackendEntry* entry : backends())
    for (const Kernel* kernel : entry->kernels()) {
      if (kernel->name == name) return;
      if (std::find(names.begin(), names.end(), kernel->name) == names.end()) names.push_back(kernel->name);
    }
  throw UsageError(fmt::format("--kernel {} is not known{}", in_quotes(name), suggestion(name, names)));
}

std::vector<std::string> names_in_list(const std::string& option, const std::string& list) {
  std::vector<std::string> names;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find(',', start), list.size());
    const std::string name = list.substr(start, end - start);
    if (name.empty()) throw UsageError(fmt::format("{} {} holds an empty name; leave it out", option, in_quotes(list)));
    if (std::find(names.begin(), names.end(), name) != names.end())
      throw UsageError(fmt::format("{} names {} twice; name it once", option, in_quotes(name)));
    names.push_back(name);
    start = end + 1;
  }
  return names;
}

unsigned parse_count(const std::string& option, const std::string& text, unsigned most, const std::string& example) {
  const std::uint64_t number = parse_quantity(option, text, option + " " + example);
  if (number < 1 || number > most)
    throw UsageError(
        fmt::format("{} must be 1 to {}, not {}; write {} {}", option, most, in_quotes(text), option, example));
  return static_cast<unsigned>(number);
}

unsigned parse_workers(const std::string& workers) { return parse_count("--workers", workers, max_workers, "8"); }

unsigned workers_for(const BackendEntry& backend, const std::optional<std::string>& workers,
                     const std::vector<unsigned>& devices) {
  if (backend.takes_devices() && !backend.takes_workers() && workers)
    throw UsageError(fmt::format("--workers {} does not go with --backend {}; choose GPUs by --device",
                                 in_quotes(*workers), backend.name));
  if (!backend.takes_workers() && workers && parse_workers(*workers) != 1)
    throw UsageError(fmt::format("--workers {} does not go with --backend {}, which has one; leave --workers out",
                                 in_quotes(*workers), backend.name));
  if (!backend.takes_workers()) return 1;
  return workers ? parse_workers(*workers) : backend.default_workers_beside(devices);
}

std::vector<unsigned> parse_devices(const std::string& devices, const std::vector<Device>& all) {
  if (devices == "all") return {};
  const std::size_t present = all.size();
  std::vector<unsigned> chosen;
  for (const std::string& name : names_in_list("--device", devices)) {
    const std::uint64_t number = parse_quantity("--device", name, "--device 0,1 or --device all");
    if (number >= present)
      throw UsageError(fmt::format("--device {} does not exist; there {}", in_quotes(name),
                                   present == 1 ? "is 0 alone" : fmt::format("are 0 to {}", present - 1)));
    if (std::find(chosen.begin(), chosen.end(), number) != chosen.end())
      throw UsageError(fmt::format("--device names {} twice; name it once", number));
    if (const std::string& why = all[number].why_unusable; !why.empty())
      throw Error(fmt::format("--device {} cannot be used: {}", number, why), ExitCode::unavailable);
    chosen.push_back(static_cast<unsigned>(number));
  }
  return chosen;
}

std::vector<unsigned> devices_for(const BackendEntry& backend, const std::optional<std::string>& devices) {
  if (!devices) return {};
  if (!backend.takes_devices())
    throw UsageError(fmt::format("--device {} does not go with --backend {}, which uses none; leave --device out",
                                 in_quotes(*devices), backend.name));
  return parse_devices(*devices, backend.devices());
}

std::uint64_t parse_chunk(const std::string& chunk) {
  const std::uint64_t samples = parse_quantity("--chunk", chunk, "--chunk 1 or --chunk 2^18");
  if (samples == 0) throw UsageError("--chunk 0 holds no sample; write --chunk 1 or more");
  return samples;
}

Seed parse_seed(const std::string& seed) { return Seed{parse_quantity("--seed", seed, "--seed 42")}; }

void require_samples_to_plan(std::uint64_t samples) {
  if (samples == 0) throw UsageError("--plan needs samples to count; write --samples 1e10");
}

SampleRange parse_range(const std::string& first, const std::string& samples) {
  const std::uint64_t begin = parse_quantity("--first", first), size = parse_quantity("--samples", samples);
  if (size > std::numeric_limits<std::uint64_t>::max() - begin)
    throw UsageError(fmt::format("--first {} and --samples {} end past sample {}, the last there is; take fewer",
                                 in_quotes(first), in_quotes(samples), std::numeric_limits<std::uint64_t>::max() - 1));
  return {begin, begin + size};
}

void require_usable(const BackendEntry& backend) { require_usable("backend", backend.name, backend.why_unavailable()); }

void require_usable(const SorterEntry& sorter) { require_usable("sorter", sorter.name, sorter.why_unavailable()); }

}  // namespace crossover
