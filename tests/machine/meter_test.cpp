#include "host/machine/meter.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace crossover {
namespace {

TEST(Meters, HaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const Meter* meter : meters()) EXPECT_TRUE(names.insert(meter->name).second) << meter->name;
}

TEST(Readings, AreWhatWasAdded) {
  const Readings before{{&cpu_meter, 1}, {&kernel_meter, 2}},
      now{{&kernel_meter, 5}, {&cpu_meter, 3}, {&sort_meter, 7}};
  EXPECT_EQ(added_since(before, now), (Readings{{&kernel_meter, 3}, {&cpu_meter, 2}, {&sort_meter, 7}}));
  EXPECT_EQ(added_since(before, {}), Readings{});
}

TEST(Readings, HaveAMeanOfEachMeter) {
  const std::vector<Readings> all{{{&cpu_meter, 1}, {&kernel_meter, 2}}, {{&kernel_meter, 4}, {&cpu_meter, 2}}};
  EXPECT_EQ(mean_of(all), (Readings{{&cpu_meter, 1.5}, {&kernel_meter, 3}}));
}

TEST(Readings, AreThoseOfTheOneThatWasBusyLongestMeterByMeter) {
  Readings a{{&kernel_meter, 3}, {&reduce_meter, 0.5}}, b{{&kernel_meter, 2}, {&reduce_meter, 0.1}};
  EXPECT_EQ(larger_of(a, b), a);
  b[0].value = 4;
  EXPECT_EQ(larger_of(a, b), (Readings{{&kernel_meter, 4}, {&reduce_meter, 0.5}}))
      << "none falls when b takes the lead";
  EXPECT_EQ(larger_of({}, b), b);
  EXPECT_EQ(larger_of(b, {}), b);
}

TEST(SumOf, IsOfEachMeterAndWantsNone) {
  const Readings a{{&kernel_meter, 3}, {&reduce_meter, 0.5}}, b{{&reduce_meter, 0.25}, {&memory_meter, 1}};
  EXPECT_EQ(sum_of(a, b), (Readings{{&kernel_meter, 3}, {&reduce_meter, 0.75}, {&memory_meter, 1}}));
  EXPECT_EQ(sum_of({}, b), b);
  EXPECT_EQ(sum_of(a, {}), a);
}

TEST(Readings, ThatWereNotReadSayWhyThroughAllThatIsDoneWithThem) {
  const Readings read{{&cpu_energy_meter, 3}}, none{{&cpu_energy_meter, 0, "not permitted"}};
  EXPECT_EQ(value_of(none, cpu_energy_meter), std::nullopt);
  EXPECT_EQ(sum_of(read, none), none);
  EXPECT_EQ(sum_of(none, read), none);
  EXPECT_EQ(larger_of(none, read), none);
  EXPECT_EQ(added_since(read, none)[0].why_none, "not permitted");
  EXPECT_EQ(mean_of(std::vector<Readings>{none, read, {{&cpu_energy_meter, 5}}, none}),
            (Readings{{&cpu_energy_meter, 4}}));
  EXPECT_EQ(mean_of(std::vector<Readings>{none, none}), none);
}

TEST(Readings, AreNoneOfAMeterThatWasNotRead) {
  EXPECT_EQ(value_of({{&cpu_meter, 1}}, kernel_meter), std::nullopt);
  EXPECT_EQ(value_of({{&cpu_meter, 1}}, cpu_meter), 1);
}

}  // namespace
}  // namespace crossover
