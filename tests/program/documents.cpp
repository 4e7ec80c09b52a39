#include "tests/program/documents.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace crossover {
namespace {

const Json& devices() {
  static const Json document = document_of(run({"devices", "--json", "-"}));
  return document;
}

}  // namespace

Json document_of(const Outcome& outcome) {
  EXPECT_EQ(outcome.exit_code, 0) << outcome;
  EXPECT_EQ(outcome.err, "");
  Json document = Json::parse(outcome.out);
  EXPECT_EQ(document.at("schema"), "crossover/1");
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

std::vector<std::string> kernels() {
  std::vector<std::string> names;
  for (const Json& kernel : devices().at("kernels")) names.push_back(kernel.at("kernel"));
  return names;
}

std::string why_unavailable(const std::string& name) {
  for (const Json& backend : devices().at("backends"))
    if (backend.at("backend") == name) return backend.value("unavailable", "");
  return "there is no backend '" + name + "'";
}

std::string content_of(const std::string& file) {
  std::ostringstream content;
  content << std::ifstream(file).rdbuf();
  return content.str();
}

}  // namespace crossover
