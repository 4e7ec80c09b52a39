#include "host/report/csv.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace crossover {
namespace {

const CsvColumns columns{{"backend", "/name"}, {"low", "/ci95/0"}, {"chosen", "/chosen"}};

TEST(Csv, IsARowForEachObjectOfWhatStandsAtThePlaceOfEachColumn) {
  const Json rows{{{"name", "serial"}, {"ci95", {1.5, 2}}, {"chosen", false}},
                  {{"chosen", true}, {"ci95", {0.1, 2}}, {"name", "threads"}}};
  EXPECT_EQ(csv_of(rows, columns), "backend,low,chosen\nserial,1.5,no\nthreads,0.1,yes\n");
}

TEST(Csv, LeavesCellsEmptyWhereThereIsNullOrNothing) {
  const Json rows{{{"name", "serial"}, {"ci95", nullptr}}, {{"name", nullptr}}};
  EXPECT_EQ(csv_of(rows, columns), "backend,low,chosen\nserial,,\n,,\n");
}

TEST(Csv, HasNoRowForWhatCouldNotRun) {
  const Json rows{{{"name", "cuda"}, {"unavailable", "no GPU"}}};
  EXPECT_EQ(csv_of(rows, columns), "backend,low,chosen\n");
  EXPECT_EQ(csv_of(Json::array(), columns), "backend,low,chosen\n");
}

TEST(Csv, QuotesCellsWithSeparatorsQuotesAndLineEnds) {
  const Json rows{{{"a", "1,5"}, {"b", "say \"x\""}, {"c", "two\nlines"}, {"d", "cr\r"}}};
  EXPECT_EQ(csv_of(rows, {{"a,b", "/a"}, {"b", "/b"}, {"c", "/c"}, {"d", "/d"}}),
            "\"a,b\",b,c,d\n\"1,5\",\"say \"\"x\"\"\",\"two\nlines\",\"cr\r\"\n");
}

TEST(Csv, LeavesBlanksAndOtherLettersAlone) {
  EXPECT_EQ(csv_of(Json{{{"a", " 3 ± 1; "}}}, {{"pi ± error", "/a"}}), "pi ± error\n 3 ± 1; \n");
}

TEST(Csv, KeepsEveryDigit) {
  const Json rows{{{"a", std::numeric_limits<std::uint64_t>::max()}, {"b", 1.0 / 3}}};
  EXPECT_EQ(csv_of(rows, {{"a", "/a"}, {"b", "/b"}}), "a,b\n18446744073709551615,0.3333333333333333\n");
}

TEST(Csv, HasAColumnForEachMeter) {
  const Json json = json_of(Timing{.meters = {{&cpu_meter, 0.5}, {&copy_in_meter, 0.25}}});
  EXPECT_EQ(csv_of(Json::array({json}), meter_columns()),
            "cpu_seconds,kernel_seconds,reduce_seconds,to_device_seconds,sort_seconds,to_host_seconds,"
            "cpu_energy_joules,gpu_energy_joules\n"
            "0.5,,,0.25,,,,\n");
}

}  // namespace
}  // namespace crossover
