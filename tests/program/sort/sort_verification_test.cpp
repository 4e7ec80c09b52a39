#include <gtest/gtest.h>

#include <string>

#include "tests/program/support/documents.hpp"
#include "tests/program/support/programs.hpp"
#include "tests/support/temporary_folder.hpp"

/// The program with a table of sorters of which some are wrong; see lying_sorters.cpp.
namespace crossover {
namespace {

Outcome sort_with(const Arguments& more) {
  Arguments command{program_with_liars(), "sort", "--keys", "1000", "--time-limit", "1"};
  command.insert(command.end(), more.begin(), more.end());
  return Process(command).wait();
}

void expect_wrong(const Outcome& found, const std::string& how) {
  EXPECT_EQ(found.exit_code, 3) << found;
  EXPECT_EQ(found.err, "");
  EXPECT_TRUE(found.out.starts_with("PARTIAL: a sorter is wrong at 1000 keys.\n")) << found;
  EXPECT_NE(found.out.find("\nWRONG: " + how), std::string::npos) << found;
  EXPECT_EQ(found.out.find("verified"), std::string::npos) << found;
}

TEST(SortVerification, FindsNothingWrongWithAnHonestSorter) {
  const Outcome sort = sort_with({"--sorter", "std", "--time-limit=0"});
  EXPECT_EQ(sort.exit_code, 2) << "an option twice";
  const Outcome honest =
      Process({program_with_liars(), "sort", "--keys", "1000", "--time-limit", "0", "--sorter", "std", "--json", "-"})
          .wait();
  EXPECT_EQ(document_of(honest).at("verified"), true);
}

TEST(SortVerification, NamesTheSorterAndWhatItDidToWhichKeys) {
  const std::string others = ", one array after the other left stream 3 of 1000 keys with other keys than it had.\n",
                    order = ", one array after the other left stream 3 of 1000 keys with its keys out of order.\n";
  expect_wrong(sort_with({"--sorter", "std,loser", "--sharing", "sequential"}), "loser" + others);
  expect_wrong(sort_with({"--sorter", "std,doubler", "--sharing", "sequential"}), "doubler" + others);
  expect_wrong(sort_with({"--sorter", "std,swapper", "--sharing", "sequential"}), "swapper" + order);
}

TEST(SortVerification, NeedsNoHonestSorter) {
  expect_wrong(sort_with({"--sorter", "swapper,loser"}), "swapper, ");
  expect_wrong(sort_with({"--sorter", "doubler", "--sharing", "threads"}), "doubler, 2 new threads left ");
}

TEST(SortVerification, HoldsTimedSortsToTheirKeysToo) {
  expect_wrong(sort_with({"--sorter", "std,late-swapper", "--sharing", "sequential"}), "late-swapper, ");
  const Outcome found = sort_with({"--sorter", "std,late-swapper", "--sharing", "sequential", "--json", "-"});
  const Json late = Json::parse(found.out).at("runs").at(1);
  EXPECT_EQ(late.at("verified"), false) << found;
  EXPECT_TRUE(late.at("keys_per_second").is_null()) << "a wrong sort has no rate";
  EXPECT_TRUE(late.at("seconds").at("warm").is_null());
}

TEST(SortVerification, IsDoneForEveryType) {
  for (const char* type : {"i32", "u32", "i64", "u64", "f32", "f64"})
    for (const char* liar : {"doubler", "swapper"}) {
      SCOPED_TRACE(type);
      expect_wrong(sort_with({"--sorter", liar, "--type", type}), liar);
    }
}

TEST(SortVerification, IsInTheDocument) {
  for (const std::string liar : {"loser", "doubler", "swapper"}) {
    const Outcome found = sort_with({"--sorter", "std," + liar, "--sharing", "sequential", "--json", "-"});
    EXPECT_EQ(found.exit_code, 3) << found;
    const Json document = Json::parse(found.out);
    EXPECT_EQ(document.at("verified"), false);
    EXPECT_EQ(document.at("complete"), false);
    EXPECT_TRUE(document.at("findings").at(0).get<std::string>().starts_with("WRONG: " + liar)) << document;
    ASSERT_EQ(document.at("runs").size(), 2U);
    EXPECT_EQ(document.at("runs").at(0).at("verified"), true) << "the other is measured";
    EXPECT_TRUE(document.at("runs").at(0).at("keys_per_second").is_number());
    EXPECT_EQ(document.at("runs").at(1).at("verified"), false);
    EXPECT_TRUE(document.at("runs").at(1).at("seconds").at("cold").is_null()) << "a wrong sort has no timing";
  }
}

TEST(SortVerification, EndsAWalkAndKeepsTheSizesBefore) {
  const TemporaryFolder folder;
  const Outcome found = Process({program_with_liars(), "sort", "--keys", "1..100", "--points-per-decade", "1",
                                 "--time-limit", "0", "--sorter", "swapper", "--json", folder.file("a.json")})
                            .wait();
  EXPECT_EQ(found.exit_code, 3) << found;  // it is right with one key
  const Json document = Json::parse(content_of(folder.file("a.json")));
  ASSERT_GE(document.at("runs").size(), 4U) << document;
  EXPECT_EQ(document.at("runs").at(0).at("keys"), 1);
}

TEST(SortVerification, OfTheWholeTableIsTheDefault) { EXPECT_EQ(sort_with({}).exit_code, 3); }

}  // namespace
}  // namespace crossover
