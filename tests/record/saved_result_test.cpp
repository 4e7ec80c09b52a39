#include "host/record/saved_result.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/error_of.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

constexpr const char* first_form = R"({
  "schema": "crossover/1", "command": "sort",
  "runs": [
    {"sorter": "std", "seconds": {"cold": 4, "setup": 1, "cpu": 3, "warm": {"median": 2, "raw": [1, 2, 3]}}},
    {"sorter": "cuda", "seconds": {"cold": 4, "setup": 1, "cpu": null, "to_device": 0.5, "warm": null}},
    {"sorter": "fancy", "unavailable": "no driver"}]
})";

TEST(SavedResult, OfTheFirstSchemaIsReadInTheFormOfTheSecond) {
  const SavedResult result = saved_result_of(first_form, "a.json");
  EXPECT_EQ(result.schema, "crossover/1");
  EXPECT_EQ(result.command, "sort");
  EXPECT_EQ(result.document["schema"], "crossover/2");
  const Json& runs = result.document["runs"];
  EXPECT_EQ(runs[0], (Json{{"sorter", "std"},
                           {"seconds", {{"cold", 4}, {"setup", 1}, {"warm", {{"median", 2}, {"raw", {1, 2, 3}}}}}},
                           {"rounds", 3},
                           {"meters", {{"cpu", {{"value", 3}, {"unit", "s"}}}}}}));
  EXPECT_EQ(runs[1]["rounds"], 0);
  EXPECT_EQ(runs[1]["meters"], (Json{{"to_device", {{"value", 0.5}, {"unit", "s"}}}}))
      << "null is nothing that was read";
  EXPECT_EQ(runs[2], (Json{{"sorter", "fancy"}, {"unavailable", "no driver"}}));
}

TEST(SavedResult, OfThisSchemaIsReadAsItIs) {
  const std::string text = R"({"schema": "crossover/2", "command": "pi", "runs": [{"seconds": {"cpu": 1}}]})";
  EXPECT_EQ(saved_result_of(text, "a.json").document, Json::parse(text));
}

TEST(SavedResult, ThatIsNoneIsRefusedInOneLine) {
  const auto refusal = [](const char* text) { return message_of([&] { saved_result_of(text, "a.json"); }); };
  EXPECT_EQ(refusal("{\"schema\": \"crossover/1\", "),
            "'a.json' is not JSON, or not all of it; write it anew with --json");
  EXPECT_EQ(refusal(""), "'a.json' is not JSON, or not all of it; write it anew with --json");
  for (const char* text : {"[]", "{}", "5", R"({"schema": 1, "command": "pi"})", R"({"schema": "crossover/1"})"})
    EXPECT_EQ(refusal(text), "'a.json' holds no result of crossover") << text;
  EXPECT_EQ(refusal(R"({"schema": "crossover/9", "command": "pi"})"),
            "'a.json' is of schema 'crossover/9', which is not known here; a newer crossover may read it");
  EXPECT_EQ(refusal(R"({"schema": "crossover/1", "command": "pi", "runs": 3})"),
            "'a.json' holds no result of crossover: its runs are no list");
}

TEST(SavedResult, ThatIsNotThereIsNamedWithTheReason) {
  const TemporaryFolder folder;
  EXPECT_EQ(message_of([&] { read_saved_result(folder / "none.json"); }),
            "cannot read '" + (folder / "none.json").string() + "': No such file or directory");
  EXPECT_EQ(message_of([&] { read_saved_result(folder / ""); }),
            "cannot read '" + (folder / "").string() + "': Is a directory");
}

/// All records of the project were written by one schema or the other.
TEST(SavedResult, IsReadFromEveryRecord) {
  const std::filesystem::path root = std::filesystem::path(TEST_DATA).parent_path().parent_path();
  std::size_t read = 0, with_cpu_time = 0;
  for (const char* folder : {"bench/record", "docs/json"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const std::string name = entry.path().filename().string();
      const bool is_of_the_program =
          name.starts_with("compare") || name.starts_with("sort-") || name.starts_with("lesson");
      if (!is_of_the_program || entry.path().extension() != ".json") continue;
      const SavedResult result = read_saved_result(entry.path());
      ++read;
      for (const Json& run : result.document["runs"]) {
        if (run.contains("unavailable")) continue;
        EXPECT_GT(run.at("seconds").at("cold"), 0) << entry.path();
        EXPECT_FALSE(run.at("seconds").contains("cpu")) << entry.path();
        with_cpu_time += run.at("meters").contains("cpu");  // those of the first days have none
      }
    }
  EXPECT_GT(read, 10U);
  EXPECT_GT(with_cpu_time, 100U);
}

}  // namespace
}  // namespace crossover
