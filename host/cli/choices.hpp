#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/pi/backend.hpp"

/// What several sub-commands let people choose. All throw UsageError, which names the option.
namespace crossover {

/// The value of --backend.
const BackendEntry& backend_named(const std::string& name);

/// The value of --kernel.
const CpuKernel& kernel_named(const std::string& name);

/// "serial,threads" as its names; none may be empty or stand there twice.
std::vector<std::string> names_in_list(const std::string& option, const std::string& list);

/// The value of --workers for a backend; none for its default.
unsigned workers_for(const BackendEntry& backend, const std::optional<std::string>& workers);

/// The number behind --workers.
unsigned parse_workers(const std::string& workers);

Seed parse_seed(const std::string& seed);

/// --first and --samples together: they must end at 2^64 - 1 at the latest.
SampleRange parse_range(const std::string& first, const std::string& samples);

/// Throws Error (exit code 5) with the reason and the next step when a backend cannot run here.
void require_usable(const BackendEntry& backend);

}  // namespace crossover
