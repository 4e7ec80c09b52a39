#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/program/support/run_program.hpp"

/// The program's documents, read back.
namespace crossover {

using Json = nlohmann::json;

/// What the program printed as JSON: exit code 0, nothing on standard error, schema "crossover/2", or the test fails.
Json document_of(const Outcome& outcome);

/// The only run in what the program printed as JSON.
Json run_of(const Outcome& outcome);

std::vector<std::string> usable_backends();
std::vector<std::string> kernels_of(const std::string& backend);
/// Whether --workers is for it.
bool takes_workers(const std::string& backend);
/// Whether it works on GPUs; then a CUDA runtime takes memory and time of the process.
bool takes_devices(const std::string& backend);

/// Empty when the backend can run here, else its reason.
std::string why_unavailable(const std::string& backend);

/// More samples than a test can wait for.
inline const char* const endless = "1e15";

/// Another backend counts as many samples as a run got to, and finds the same hits.
void expect_right_hits(const Json& run_or_part);

}  // namespace crossover
