#include "tests/program/support/documents.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace crossover {
namespace {

const Json& devices() {
  static const Json document = document_of(run({"devices", "--json", "-"}));
  return document;
}

/// That of a usable backend.
const Json& row_of(const std::string& name) {
  for (const Json& backend : devices().at("backends"))
    if (backend.at("backend") == name) return backend;
  throw std::invalid_argument("there is no backend " + name);
}

}  // namespace

Json document_of(const Outcome& outcome) {
  EXPECT_EQ(outcome.exit_code, 0) << outcome;
  EXPECT_EQ(outcome.err, "");
  Json document = Json::parse(outcome.out);
  EXPECT_EQ(document.at("schema"), "crossover/2");
  return document;
}

Json run_of(const Outcome& outcome) {
  const Json runs = document_of(outcome).at("runs");
  EXPECT_EQ(runs.size(), 1U);
  return runs.at(0);
}

std::vector<std::string> usable_backends() {
  std::vector<std::string> names;
  for (const Json& backend : devices().at("backends"))
    if (!backend.contains("unavailable")) names.push_back(backend.at("backend"));
  return names;
}

std::vector<std::string> kernels_of(const std::string& backend) { return row_of(backend).at("kernels"); }

bool takes_workers(const std::string& backend) { return row_of(backend).at("takes_workers"); }

bool takes_devices(const std::string& backend) { return row_of(backend).at("takes_devices"); }

std::string why_unavailable(const std::string& name) {
  for (const Json& backend : devices().at("backends"))
    if (backend.at("backend") == name) return backend.value("unavailable", "");
  return "there is no backend '" + name + "'";
}

void expect_right_hits(const Json& run_or_part) {
  const auto samples = run_or_part.at("samples").get<std::uint64_t>();
  ASSERT_GT(samples, 0U);
  const std::string other = run_or_part.at("backend") == "threads" ? "serial" : "threads";
  const Outcome recount = run({"pi", "--samples", std::to_string(samples), "--backend", other, "--json", "-"});
  EXPECT_EQ(run_of(recount).at("hits"), run_or_part.at("hits"));
}

}  // namespace crossover
