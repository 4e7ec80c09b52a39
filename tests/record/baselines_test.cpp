#include "host/record/baselines.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/error_of.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

constexpr const char* result = R"({"schema": "crossover/2", "command": "sort", "runs": []})";

class Baselines : public testing::Test {
 protected:
  Baselines() { setenv("XDG_STATE_HOME", folder_.path().c_str(), 1); }
  ~Baselines() override { unsetenv("XDG_STATE_HOME"); }

  std::filesystem::path file(const std::string& name) const { return folder_ / ("crossover/baselines/" + name); }

  const TemporaryFolder folder_;
};

TEST_F(Baselines, AreThereByTheirNamesOnceTheyAreWritten) {
  EXPECT_TRUE(baseline_names().empty()) << "no folder is needed";
  NewBaseline("main").write(result);
  NewBaseline("a-1.2_b").write(result);
  EXPECT_EQ(baseline_names(), (std::vector<std::string>{"a-1.2_b", "main"}));
  EXPECT_EQ(content_of(file("main.json")), result);
  const Baseline main = read_baseline("main");
  EXPECT_EQ(main.name, "main");
  EXPECT_EQ(main.document, Json::parse(result));
}

TEST_F(Baselines, TakeThePlaceOfThoseOfTheirName) {
  NewBaseline("main").write(result);
  NewBaseline("main").write(R"({"schema": "crossover/2", "command": "compare"})");
  EXPECT_EQ(read_baseline("main").document.at("command"), "compare");
}

TEST_F(Baselines, LeaveNothingUntilTheyAreWritten) {
  const NewBaseline planned("main");
  EXPECT_TRUE(baseline_names().empty());
}

TEST_F(Baselines, MayBeFilesOfAnyPlace) {
  const std::string path = folder_.file("result.json");
  write_file(path, result);
  EXPECT_EQ(read_baseline(path).document.at("command"), "sort");
  EXPECT_EQ(read_baseline(path).name, path);
}

TEST_F(Baselines, ThatAreMissingOrDamagedAreOneLine) {
  EXPECT_EQ(message_of([] { read_baseline("main"); }), "there is no baseline 'main'; to make it: --save-baseline main");
  NewBaseline("other").write("{");
  EXPECT_EQ(message_of([] { read_baseline("main"); }),
            "there is no baseline 'main'; crossover baseline list tells which there are");
  EXPECT_NE(message_of([] { read_baseline("other"); }).find("is not JSON, or not all of it"), std::string::npos);
  EXPECT_NE(message_of([] { read_baseline("./missing"); }).find("cannot read './missing'"), std::string::npos);
  EXPECT_NE(message_of([] { read_baseline("missing.json"); }).find("cannot read 'missing.json'"), std::string::npos);
}

TEST_F(Baselines, AreGoneOnceTheyAreRemoved) {
  NewBaseline("main").write(result);
  remove_baseline("main");
  EXPECT_TRUE(baseline_names().empty());
  EXPECT_NE(message_of([] { remove_baseline("main"); }).find("there is no baseline 'main'"), std::string::npos);
}

TEST_F(Baselines, HaveNamesThatLeadToNoOtherFolder) {
  for (const char* name : {"main", "v1.2", "a-b_C", "0"}) EXPECT_TRUE(is_baseline_name(name)) << name;
  for (const char* name : {"", ".", "..", "../main", "a/b", ".main", "-main", "a b", "a\nb", "<b>", "\"", "m\xC3\xA4"})
    EXPECT_FALSE(is_baseline_name(name)) << name;
  EXPECT_FALSE(is_baseline_name(std::string(101, 'a')));
  write_file(folder_ / "crossover/secret.json", result);
  EXPECT_NE(message_of([] { remove_baseline("../secret"); }), "");
  EXPECT_EQ(content_of(folder_ / "crossover/secret.json"), result);
}

TEST_F(Baselines, CannotBeKeptWhereTheirFolderIsAFile) {
  write_file(folder_ / "crossover", "");
  EXPECT_NE(message_of([] { NewBaseline planned("main"); }).find("cannot make the folder"), std::string::npos);
}

}  // namespace
}  // namespace crossover
