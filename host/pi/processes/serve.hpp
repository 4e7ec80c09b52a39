#pragma once

#include <functional>
#include <span>

#include "host/system/child_process.hpp"
#include "kernels/kernel.hpp"

/// The side of the worker process: see protocol.hpp.
namespace crossover {

/// Set in the environment of worker processes, which start none themselves.
inline const char* const worker_mark = "CROSSOVER_WORKER";

/// This program as a worker: `PROGRAM worker --kernel NAME`. A program that can be started so serves.
ChildCommand command_of_worker(const Kernel& kernel);

/// Whether a program was started as a command_of_worker(): the kernel to serve with, or null. `arguments` from argv[0]
/// on.
const Kernel* kernel_to_serve_with(std::span<const char* const> arguments);

/// Answers requests on standard input with hits on standard output until the input ends, nobody reads the output any
/// more, also while it counts, or `go_on` says no: it is asked when a signal came, and about every 0.1 s while it
/// counts. Throws UsageError for a line that is no request, Error when a stream fails. SIGPIPE must be ignored.
void serve_hits(const Kernel& kernel, const std::function<bool()>& go_on);

/// Ends a worker process at once, for whom serve_hits() has returned: all it had to say is written, and a program's
/// usual end may take longer than its parent waits before it kills it (a leak check does, on a busy machine).
[[noreturn]] void end_worker_process(int exit_code);

}  // namespace crossover
