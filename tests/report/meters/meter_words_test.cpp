#include "host/report/meters/meter_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace crossover {
namespace {

/// One that the program does not have.
constexpr Meter energy{"energy", "energy", {"J", "joules"}};

TEST(MeterWords, TellSecondsAsTimesAndTheRestWithItsUnit) {
  EXPECT_EQ(format_reading({&cpu_meter, 0.25}), "250 ms");
  EXPECT_EQ(format_reading({&energy, 35.07}), "35.1 J");
}

TEST(MeterWords, TellWhereTheTimeWent) {
  Timing timing{.setup_seconds = 0.5, .cold_seconds = 8e-3};
  EXPECT_EQ(describe_parts_of_time("cuda", timing), "") << "nothing is known";
  timing.meters = {{&cpu_meter, 1e-3}, {&copy_in_meter, 1e-3}, {&sort_meter, 2e-3}, {&copy_out_meter, 4e-3}};
  EXPECT_EQ(describe_parts_of_time("cuda", timing),
            "cuda: 8.00 ms: copy in 1.00 ms (12.5 %), sort 2.00 ms (25.0 %), copy out 4.00 ms (50.0 %); set-up took "
            "500 ms once.");
  EXPECT_EQ(parts_of_time(timing),
            (std::vector<std::string>{"set-up 500 ms", "copy in 1.00 ms", "sort 2.00 ms", "copy out 4.00 ms"}));
}

TEST(MeterWords, TellWhatSettingUpWasSpentOn) {
  Timing timing{.setup_seconds = 0.2,
                .cold_seconds = 0.3,
                .setup_meters = {{&memory_meter, 3e-3}, {&context_meter, 0.15}},
                .meters = {{&kernel_meter, 0.25}}};
  timing.add_driver_start(0.3);
  EXPECT_DOUBLE_EQ(timing.setup_seconds, 0.5);
  EXPECT_DOUBLE_EQ(timing.cold_seconds, 0.6);
  const std::string parts = "driver start 300 ms, context 150 ms, memory 3.00 ms";
  EXPECT_EQ(parts_of_time(timing), (std::vector<std::string>{"set-up 500 ms (" + parts + ")", "kernel 250 ms"}));
  EXPECT_EQ(describe_parts_of_time("cuda", timing),
            "cuda: 600 ms: kernel 250 ms (41.7 %); set-up took 500 ms once: " + parts + ".");
}

TEST(MeterWords, GiveATableAColumnForWhatIsNoPartOfTheTime) {
  const Readings both{{&cpu_meter, 2e-3}, {&kernel_meter, 1e-3}}, none;
  Table table{.columns = {{"backend"}, {"time"}, {"cold run"}},
              .rows = {{"a", "1 s", "2 s"}, {"b", "1 s", "2 s"}, {"c", "1 s", "2 s"}, {"d", "failed"}}};
  insert_meters(table, 2, std::vector<MeteredRow>{{&both}, {&both, true}, {&none}, {}});
  EXPECT_EQ(aligned(table),
            "backend  time    CPU time, ms  cold run\n"
            "a        1 s             2.00  2 s\n"
            "b        1 s            2.00!  2 s\n"
            "c        1 s                -  2 s\n"
            "d        failed\n");
}

TEST(MeterWords, LeaveATableAloneWhereNothingWasRead) {
  Table table{.columns = {{"backend"}, {"time"}}, .rows = {{"a", "1 s"}}};
  insert_meters(table, 1, std::vector<MeteredRow>{{}});
  EXPECT_EQ(table.columns.size(), 2U);
}

}  // namespace
}  // namespace crossover
