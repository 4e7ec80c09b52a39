#include "host/report/devices/devices_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "host/cuda/instruction_set.hpp"
#include "host/pi/backend.hpp"
#include "host/report/json.hpp"
#include "host/sort/sorter.hpp"
#include "tests/support/csv_rows.hpp"

namespace crossover {
namespace {

TEST(DevicesReport, NamesTheMachineFirst) {
  EXPECT_TRUE(report_on_devices().text().starts_with(one_line(describe_machine()) + "\n\n"));
}

TEST(DevicesReport, TellsOfEveryBackendWhetherItIsUsableOrWhyNot) {
  const Document document = report_on_devices();
  const auto rows = rows_of_csv(document.csv);
  ASSERT_GT(rows.size(), backends().size());
  for (std::size_t i = 0; i < backends().size(); ++i) {
    const BackendEntry& entry = *backends()[i];
    const std::string why_not = entry.why_unavailable();
    EXPECT_EQ(rows[i].at("kind"), "backend");
    EXPECT_EQ(rows[i].at("name"), entry.name);
    EXPECT_EQ(rows[i].at("usable"), why_not.empty() ? "yes" : "no");
    EXPECT_EQ(rows[i].at(why_not.empty() ? "summary" : "why_not"),
              why_not.empty() ? std::string(entry.summary) : why_not);
    EXPECT_PRED_FORMAT2(testing::IsSubstring, rows[i].at(why_not.empty() ? "summary" : "why_not"), document.text());
  }
}

TEST(DevicesReport, HasKernelsAndSortersInItsCsvToo) {
  std::set<std::string> kernels, sorters_told;
  for (const auto& row : rows_of_csv(report_on_devices().csv)) {
    if (row.at("kind") == "kernel") kernels.insert(row.at("name") + " " + row.at("instruction_set"));
    if (row.at("kind") == "sorter") sorters_told.insert(row.at("name"));
  }
  for (const Kernel* kernel : cpu_kernels())
    EXPECT_TRUE(kernels.contains(std::string(kernel->name) + " " + instruction_set_of(*kernel))) << kernel->name;
  for (const SorterEntry* entry : sorters()) EXPECT_TRUE(sorters_told.contains(std::string(entry->name)));
}

TEST(DevicesReport, SaysWhatEveryBackendTakes) {
  const Json json = Json::parse(report_on_devices().json);
  for (std::size_t i = 0; i < backends().size(); ++i) {
    const Json& row = json["backends"][i];
    const BackendEntry& entry = *backends()[i];
    if (row.contains("unavailable")) continue;
    EXPECT_EQ(row["takes_workers"], entry.takes_workers()) << entry.name;
    EXPECT_EQ(row["takes_devices"], entry.takes_devices()) << entry.name;
    EXPECT_EQ(row["takes_chunk"], entry.takes_chunk) << entry.name;
    ASSERT_EQ(row["kernels"].size(), entry.kernels().size()) << entry.name;
    for (std::size_t k = 0; k < entry.kernels().size(); ++k) EXPECT_EQ(row["kernels"][k], entry.kernels()[k]->name);
  }
}

TEST(DevicesReport, HasEveryBackendAndKernelInItsJson) {
  const Json json = Json::parse(report_on_devices().json);
  EXPECT_EQ(json["schema"], "crossover/2");
  EXPECT_EQ(json["command"], "devices");
  ASSERT_EQ(json["backends"].size(), backends().size());
  for (std::size_t i = 0; i < backends().size(); ++i) {
    const Json& row = json["backends"][i];
    EXPECT_EQ(row["backend"], backends()[i]->name);
    EXPECT_EQ(row.contains("unavailable"), !backends()[i]->why_unavailable().empty());
    if (row.contains("workers")) {
      EXPECT_GE(row["workers"].get<unsigned>(), 1U);
    }
  }
  ASSERT_GE(json["kernels"].size(), cpu_kernels().size()) << "those of a GPU come on top";
  for (const Json& row : json["kernels"]) EXPECT_NE(row["instruction_set"], "");
}

TEST(DevicesReport, TellsOfEverySorterWhetherItIsUsableOrWhyNot) {
  const Document document = report_on_devices();
  const Json rows = Json::parse(document.json)["sorters"];
  ASSERT_EQ(rows.size(), sorters().size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SorterEntry& entry = *sorters()[i];
    const std::string why_not = entry.why_unavailable();
    EXPECT_EQ(rows[i]["sorter"], entry.name);
    EXPECT_EQ(rows[i].value("unavailable", ""), why_not);
    if (why_not.empty()) {
      EXPECT_EQ(rows[i]["workers"], std::max(1U, entry.default_workers()));
    }
    for (const std::string& text : {document.text(), document.markdown()}) {
      EXPECT_PRED_FORMAT2(testing::IsSubstring, why_not.empty() ? std::string(entry.summary) : why_not, text);
    }
    EXPECT_PRED_FORMAT2(testing::IsSubstring, "\n| " + std::string(entry.name) + " | ", document.markdown());
  }
}

}  // namespace
}  // namespace crossover
