#include <gtest/gtest.h>

#include <string>

#include "tests/program/support/documents.hpp"
#include "tests/program/support/programs.hpp"
#include "tests/support/temporary_folder.hpp"

/// The program with a table of backends of which some lie; see liars.cpp.
namespace crossover {
namespace {

Outcome run_with_liars(const Arguments& arguments) {
  Arguments command{program_with_liars()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return Process(command).wait();
}

/// A million samples have 785987 hits. Rounds without end, unless a lie ends them.
Outcome compare(const std::string& backends, const Arguments& more = {}) {
  Arguments arguments{"compare", "--samples", "1e6", "--backend", backends, "--time-limit", "10"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_with_liars(arguments);
}

TEST(Verification, FindsNothingWrongWithAnHonestBackend) {
  EXPECT_EQ(run_with_liars({"compare", "--samples", "1e6", "--backend", "serial", "--time-limit", "1"}).exit_code, 0);
  EXPECT_EQ(run_with_liars({"pi", "--samples", "1e6", "--backend", "serial"}).exit_code, 0);
}

TEST(Verification, OfAComparisonNamesTheLiar) {
  const Outcome found = compare("serial,liar");
  EXPECT_EQ(found.exit_code, 3) << found;
  EXPECT_NE(found.out.find("DISAGREEMENT: liar with 1 worker, kernel simd, counted 785988 hits"), std::string::npos)
      << found;
  EXPECT_NE(found.out.find("785987 are right"), std::string::npos) << found;
}

TEST(Verification, OfAComparisonNamesTheLiarThoughItCameFirst) {
  const Outcome found = compare("liar,serial");
  EXPECT_EQ(found.exit_code, 3) << found;
  EXPECT_EQ(found.out.find("DISAGREEMENT: serial"), std::string::npos) << found;
  EXPECT_EQ(found.out.find("785988 are right"), std::string::npos) << found;
}

TEST(Verification, OfAComparisonNeedsNoHonestBackend) {
  const Outcome found = compare("liar");
  EXPECT_EQ(found.exit_code, 3) << found;
  EXPECT_NE(found.out.find("DISAGREEMENT: liar"), std::string::npos) << found;
}

TEST(Verification, OfAComparisonHoldsTimedRunsToTheirHitsToo) {
  const Outcome found = compare("serial,late-liar");
  EXPECT_EQ(found.exit_code, 3) << found;
  EXPECT_NE(found.out.find("DISAGREEMENT: late-liar with 1 worker, kernel simd, counted 785988 hits"),
            std::string::npos)
      << found;
}

TEST(Verification, OfAComparisonIsInItsDocument) {
  const Outcome found = compare("serial,liar", {"--json", "-"});
  EXPECT_EQ(found.exit_code, 3) << found;
  const Json document = Json::parse(found.out);
  EXPECT_EQ(document.at("agreement"), false);
  EXPECT_NE(document.at("findings").dump().find("DISAGREEMENT: liar"), std::string::npos) << document;
}

TEST(Verification, OfTheWholeTableIsTheDefault) {
  const Outcome found = run_with_liars({"compare", "--samples", "1e6"});
  EXPECT_EQ(found.exit_code, 3) << found;
  EXPECT_NE(found.out.find("DISAGREEMENT: liar"), std::string::npos) << found;
}

TEST(Verification, OfASingleRunFindsWhatChanceCannotDo) {
  const Outcome found = run_with_liars({"pi", "--samples", "1e6", "--backend", "biased"});
  EXPECT_EQ(found.exit_code, 3) << found;
  EXPECT_NE(found.out.find("WRONG"), std::string::npos) << found;
}

TEST(Verification, BySelftestFindsEveryLiar) {
  if (built_with_sanitizer) GTEST_SKIP() << "a sanitizer makes minutes of the selftest";
  const TemporaryFolder folder;
  const Outcome found = run_with_liars({"selftest", "--json", folder.file("a.json")});
  EXPECT_EQ(found.exit_code, 3) << found;
  EXPECT_NE(found.out.find("FAILED"), std::string::npos) << found;
  const Json document = Json::parse(content_of(folder.file("a.json")));
  EXPECT_EQ(document.at("passed"), false);
  for (const Json& result : document.at("results")) {
    const std::string subject = result.at("subject");
    const bool lies = subject.starts_with("liar") || subject.starts_with("late-liar") || subject.starts_with("biased");
    EXPECT_EQ(result.at("wrong") > 0, lies) << result;
  }
}

}  // namespace
}  // namespace crossover
