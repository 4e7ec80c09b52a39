#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/measure/pi_run.hpp"
#include "host/sort/sorter.hpp"

/// What several sub-commands let people choose. All throw UsageError, which names the option.
namespace crossover {

/// The value of --backend.
const BackendEntry& backend_named(const std::string& name);

/// One name of --sorter.
const SorterEntry& sorter_named(const std::string& name);

/// The backend's kernel of that name, or null.
const Kernel* kernel_named(const BackendEntry& backend, const std::string& name);

/// The value of --kernel for a backend; none for its default.
const Kernel& kernel_for(const BackendEntry& backend, const std::optional<std::string>& name);

/// Throws unless some backend has a kernel of that name.
void require_kernel(const std::string& name);

/// "serial,threads" as its names; none may be empty or stand there twice.
std::vector<std::string> names_in_list(const std::string& option, const std::string& list);

/// The value of --workers for a backend that works with these devices; none for its default.
unsigned workers_for(const BackendEntry& backend, const std::optional<std::string>& workers,
                     const std::vector<unsigned>& devices = {});

/// The value of --device for a backend: "all", which is the default, or numbers like "0,2". None for one without.
std::vector<unsigned> devices_for(const BackendEntry& backend, const std::optional<std::string>& devices);

/// The number behind --chunk.
std::uint64_t parse_chunk(const std::string& chunk);

/// A number from 1 to `most` behind an option.
unsigned parse_count(const std::string& option, const std::string& text, unsigned most, const std::string& example);

/// The numbers of --device; none for all that can be used. Throws Error for one that cannot.
std::vector<unsigned> parse_devices(const std::string& devices, const std::vector<Device>& all);

/// The number behind --workers.
unsigned parse_workers(const std::string& workers);

Seed parse_seed(const std::string& seed);

/// Throws for none: there is nothing that --plan could tell of then.
void require_samples_to_plan(std::uint64_t samples);

/// --first and --samples together: they must end at 2^64 - 1 at the latest.
SampleRange parse_range(const std::string& first, const std::string& samples);

/// Throws Error (exit code 5) with the reason and the next step when it cannot run here.
void require_usable(const BackendEntry& backend);
void require_usable(const SorterEntry& sorter);

/// Rows of a table: those that were named, which must be usable; else all, of which some may not be.
template <class Row>
struct ChosenFrom {
  std::vector<const Row*> usable, unavailable;
};

/// Those in the list of an option; without a list, all of the table.
template <class Row>
ChosenFrom<Row> choose_from(std::span<const Row* const> table, const std::string& option,
                            const std::optional<std::string>& list, const Row& (*named)(const std::string& name)) {
  ChosenFrom<Row> chosen;
  if (!list) {
    for (const Row* row : table) (row->why_unavailable().empty() ? chosen.usable : chosen.unavailable).push_back(row);
    return chosen;
  }
  for (const std::string& name : names_in_list(option, *list)) chosen.usable.push_back(&named(name));
  for (const Row* row : chosen.usable) require_usable(*row);
  return chosen;
}

}  // namespace crossover
