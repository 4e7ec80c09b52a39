#include "host/report/rounds_csv.hpp"

#include <gtest/gtest.h>

#include <string>

namespace crossover {
namespace {

Json document(const std::string& runs, const std::string& between = "[]") {
  return Json::parse(R"({"command":"compare","runs":)" + runs + R"(,"sizes_between":)" + between + "}");
}

const std::string titles = "backend,kernel,workers,chunk,release_gil,samples,kind,round,seconds\n";

TEST(RoundsCsv, HasARowForEachRoundColdAndWarm) {
  EXPECT_EQ(csv_of_rounds(document(
                R"([{"backend":"threads","kernel":"simd","workers":2,"chunk":null,"release_gil":false,"samples":1000,
                     "seconds":{"cold":0.5,"cold_rounds":{"raw":[0.5,0.25]},"warm":{"raw":[0.125,2e-05]}}}])")),
            titles + "threads,simd,2,,no,1000,cold,1,0.5\n" + "threads,simd,2,,no,1000,cold,2,0.25\n" +
                "threads,simd,2,,no,1000,warm,1,0.125\n" + "threads,simd,2,,no,1000,warm,2,2e-05\n");
}

TEST(RoundsCsv, HasTheColdRunWhereThereIsOne) {
  EXPECT_EQ(csv_of_rounds(document(R"([{"backend":"serial","samples":1,"seconds":{"cold":0.5,"warm":null}}])")),
            titles + "serial,,,,,1,cold,1,0.5\n");
}

TEST(RoundsCsv, LeavesOutWhatCouldNotRun) {
  EXPECT_EQ(csv_of_rounds(document(R"([{"backend":"cuda","unavailable":"no GPU"},
                                       {"backend":"serial","samples":1,"seconds":{"cold":null,"warm":null}}])")),
            titles);
}

TEST(RoundsCsv, HasThoseOfSizesBetween) {
  EXPECT_EQ(
      csv_of_rounds(document("[]", R"([{"configuration":{"backend":"serial","kernel":"simd","workers":1},"kind":"warm",
                           "samples":500,"machine_was_quiet":true,"seconds":{"raw":[0.25]}}])")),
      titles + "serial,simd,1,,,500,warm,1,0.25\n");
}

TEST(RoundsCsv, OfSortsHasTheirNames) {
  EXPECT_EQ(csv_of_rounds(Json::parse(
                R"({"command":"sort","runs":[{"sorter":"std","sharing":"pool","arrays":2,"keys":1000,"type":"i64",
                    "distribution":"uniform","workers":1,"threads":2,"seconds":{"cold":1.5,"warm":null}}]})")),
            "sorter,sharing,arrays,type,distribution,workers,threads,keys,kind,round,seconds\n"
            "std,pool,2,i64,uniform,1,2,1000,cold,1,1.5\n");
}

}  // namespace
}  // namespace crossover
