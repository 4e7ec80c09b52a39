#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/program/support/documents.hpp"

namespace crossover {
namespace {

TEST(Plan, TellsHowLongARunWillTakeAndCountsLittle) {
  const Outcome planned = run({"pi", "--samples", "1e15", "--plan", "--json", "-"});
  EXPECT_EQ(planned.exit_code, 0) << planned;
  EXPECT_LT(planned.seconds, 30) << "by two seconds of measuring";
  const Json document = Json::parse(planned.out);
  ASSERT_EQ(document.at("plan").size(), 1U);
  EXPECT_GT(document.at("plan")[0].at("seconds").get<double>(), 1000);
  EXPECT_FALSE(document.contains("runs"));
}

TEST(Plan, OfAComparisonHasARowForEachBackendAndSize) {
  const Outcome planned =
      run({"compare", "--samples", "1e5,1e12", "--backend", "serial,threads", "--plan", "--json", "-"});
  EXPECT_EQ(planned.exit_code, 0) << planned;
  EXPECT_EQ(Json::parse(planned.out).at("plan").size(), 4U);
}

TEST(Plan, RefusesWhatItCannotTellOf) {
  for (const auto& [arguments, part] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"pi", "--samples", "0", "--plan"}, "--plan needs samples"},
           {{"pi", "--samples", "1e9", "--plan", "--trace", "trace.json"}, "--trace does not go with --plan"},
           {{"compare", "--plan", "--csv-rounds", "rounds.csv"}, "--csv-rounds does not go with --plan"},
           {{"compare", "--plan", "--longest", "2"}, "--longest does not go with --plan"},
           {{"compare", "--plan", "--workers", "1..2", "--scaling", "weak"}, "--scaling does not go with --plan"}}) {
    const Outcome refused = run(arguments);
    EXPECT_EQ(refused.exit_code, 2) << refused;
    EXPECT_NE(refused.err.find(part), std::string::npos) << refused;
  }
}

}  // namespace
}  // namespace crossover
