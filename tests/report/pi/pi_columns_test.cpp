// The CSV of runs: what spreadsheets and scripts read.

#include "host/report/pi/pi_columns.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "host/pi/estimate.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

std::string csv_of(const std::vector<PiRun>& runs) {
  Json rows = Json::array();
  for (const PiRun& run : runs) rows.push_back(json_of(run));
  return csv_of(rows, pi_columns());
}

std::map<std::string, std::string> row_of(const PiRun& run) { return rows_of_csv(csv_of({run})).at(0); }

TEST(CsvOfRuns, HaveTheirColumnsInAnOrderThatNeverChanges) {
  EXPECT_EQ(
      csv_of({}),
      "backend,kernel,workers,chunk,release_gil,seed,first,samples,complete,hits,pi,standard_error,z,"
      "samples_per_second,cpu_share,messages,seconds_per_message,seconds_per_sample,failure,setup_seconds,cold_seconds,"
      "warm_median_seconds,warm_min_seconds,warm_max_seconds,warm_ci95_low_seconds,warm_ci95_high_seconds,rounds,"
      "cpu_seconds,kernel_seconds,reduce_seconds,to_device_seconds,sort_seconds,to_host_seconds,cpu_energy_joules,gpu_"
      "energy_joules,"
      "driver_start_seconds,context_seconds,code_seconds,memory_seconds,pinning_seconds\n");
}

TEST(CsvOfRuns, HaveOneRowARunOfAsManyCellsAsTitles) {
  const auto lines =
      cells_of_csv(csv_of({measured(with_scalar_kernel(honest), {}), measured(with_scalar_kernel(liar), {1, 2, 3})}));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].size(), 40U);
  EXPECT_EQ(lines[1].size(), 40U);
  EXPECT_EQ(lines[2].size(), 40U);
}

TEST(CsvOfRuns, SayWhatWasRun) {
  auto row = row_of(measured({&honest, &scalar_kernel, 3}, {}, {Seed{7}, {100, 200}, 80}));
  EXPECT_EQ(row["backend"], "honest");
  EXPECT_EQ(row["kernel"], "scalar");
  EXPECT_EQ(row["workers"], "3");
  EXPECT_EQ(row["seed"], "7");
  EXPECT_EQ(row["first"], "100");
  EXPECT_EQ(row["samples"], "100");
  EXPECT_EQ(row["hits"], "80");
}

TEST(CsvOfRuns, KeepEveryDigit) {
  auto row = row_of(measured(with_scalar_kernel(honest), {0.1, 1.0 / 3, 2}));
  const auto e = estimate(785'987, 1'000'000);
  EXPECT_EQ(std::stod(row["pi"]), e->pi);
  EXPECT_EQ(std::stod(row["standard_error"]), e->standard_error);
  EXPECT_EQ(std::stod(row["z"]), e->z);
  EXPECT_EQ(std::stod(row["warm_median_seconds"]), 1.0 / 3);
}

TEST(CsvOfRuns, KeepIntegersUpTo64Bits) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  auto row = row_of(measured(with_scalar_kernel(honest), {}, {Seed{most}, {0, most}, most}));
  EXPECT_EQ(row["seed"], "18446744073709551615");
  EXPECT_EQ(row["samples"], "18446744073709551615");
  EXPECT_EQ(row["hits"], "18446744073709551615");
}

TEST(CsvOfRuns, HaveTheSecondsOfColdAndWarmRuns) {
  auto row = row_of(measured(with_scalar_kernel(honest), {6, 1, 2, 3, 4, 5}));
  EXPECT_EQ(row["setup_seconds"], "0.25");
  EXPECT_EQ(row["cold_seconds"], "0.5");
  EXPECT_EQ(row["warm_median_seconds"], "3.5");
  EXPECT_EQ(row["warm_min_seconds"], "1");
  EXPECT_EQ(row["warm_max_seconds"], "6");
  EXPECT_EQ(row["warm_ci95_low_seconds"], "1");
  EXPECT_EQ(row["warm_ci95_high_seconds"], "6");
  EXPECT_EQ(row["rounds"], "6");
}

TEST(CsvOfRuns, HaveChunkCpuTimeAndWhatMessagesCost) {
  PiRun run =
      measured({.backend = &honest, .kernel = &scalar_kernel, .workers = 2, .chunk = 5, .release_gil = true}, {});
  run.message_costs = MessageCosts{.messages = 4, .samples = 20, .counting_seconds = 10, .other_seconds = 2};
  auto row = row_of(run);
  EXPECT_EQ(row["chunk"], "5");
  EXPECT_EQ(row["release_gil"], "yes");
  EXPECT_EQ(row["cpu_seconds"], "0.99");
  EXPECT_EQ(row["messages"], "4");
  EXPECT_EQ(row["seconds_per_message"], "0.5");
  EXPECT_EQ(row["seconds_per_sample"], "0.5");
  row = row_of(measured(with_scalar_kernel(honest), {}));
  for (const char* title : {"chunk", "messages", "seconds_per_message", "seconds_per_sample"})
    EXPECT_EQ(row.at(title), "") << title;
}

TEST(CsvOfRuns, AreEmptyWhereThereIsNone) {
  auto row = row_of(measured(with_scalar_kernel(honest), {}, {Seed{1}, {9, 9}, 0}));
  for (const char* title : {"pi", "standard_error", "z", "samples_per_second", "warm_median_seconds",
                            "warm_min_seconds", "warm_max_seconds", "warm_ci95_low_seconds", "warm_ci95_high_seconds"})
    EXPECT_EQ(row.at(title), "") << title;
  EXPECT_EQ(row["rounds"], "0");
  row = row_of(measured(with_scalar_kernel(honest), {1, 2, 3}));
  EXPECT_EQ(row["warm_ci95_low_seconds"], "") << "three rounds have no interval";
}

}  // namespace
}  // namespace crossover
