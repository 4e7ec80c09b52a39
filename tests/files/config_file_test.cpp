#include "host/files/config_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/error_of.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

/// Sets HOME and XDG's variables in the environment, null for none, and puts back what they were.
class HomeIs {
 public:
  HomeIs(const char* xdg_home, const char* home) {
    set("XDG_CONFIG_HOME", xdg_home);
    set("XDG_STATE_HOME", xdg_home);
    set("HOME", home);
  }
  ~HomeIs() {
    for (const auto& [name, value] : before_) set(name, value ? value->c_str() : nullptr, false);
  }
  HomeIs(const HomeIs&) = delete;
  HomeIs& operator=(const HomeIs&) = delete;

 private:
  void set(const char* name, const char* value, bool keep = true) {
    const char* old = std::getenv(name);
    if (keep) before_.emplace_back(name, old != nullptr ? std::optional<std::string>(old) : std::nullopt);
    if (value != nullptr) setenv(name, value, 1);
    if (value == nullptr) unsetenv(name);
  }

  std::vector<std::pair<const char*, std::optional<std::string>>> before_;
};

TEST(ConfigFile, IsInTheConfigFolderOrElseInHome) {
  const HomeIs both("/config", "/home/ada");
  EXPECT_EQ(config_file("a.json"), "/config/crossover/a.json");
  for (const char* none : {static_cast<const char*>(nullptr), "", "relative"}) {
    const HomeIs home_alone(none, "/home/ada");
    EXPECT_EQ(config_file("a.json"), "/home/ada/.config/crossover/a.json");
  }
}

TEST(ConfigFile, IsAnErrorWithoutAnyPlace) {
  const HomeIs none(nullptr, nullptr);
  EXPECT_EQ(message_of([] { config_file("a.json"); }),
            "no configuration directory: set XDG_CONFIG_HOME or HOME to an absolute path");
}

TEST(StateFile, IsInTheStateFolderOrElseInHome) {
  const HomeIs both("/state", "/home/ada");
  EXPECT_EQ(state_file("a.json"), "/state/crossover/a.json");
  for (const char* none : {static_cast<const char*>(nullptr), "", "relative"}) {
    const HomeIs home_alone(none, "/home/ada");
    EXPECT_EQ(state_file("a.json"), "/home/ada/.local/state/crossover/a.json");
  }
  const HomeIs none(nullptr, nullptr);
  EXPECT_EQ(message_of([] { state_file("a.json"); }),
            "no folder for what is kept: set XDG_STATE_HOME or HOME to an absolute path");
}

TEST(ContentOfAConfigFile, IsThatOfTheFileOrNone) {
  const TemporaryFolder folder;
  EXPECT_EQ(content_of_config_file(folder / "a"), std::nullopt);
  EXPECT_EQ(content_of_config_file(folder / "missing/a"), std::nullopt);
  write_file(folder / "a", "one\ntwo");
  EXPECT_EQ(content_of_config_file(folder / "a"), "one\ntwo");
  write_file(folder / "empty", "");
  EXPECT_EQ(content_of_config_file(folder / "empty"), "");
}

TEST(ContentOfAConfigFile, IsAnErrorWhereItIsNoFileOrTooLarge) {
  const TemporaryFolder folder;
  EXPECT_TRUE(message_of([&] { content_of_config_file(folder.path()); }).ends_with(": it is no regular file"));
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_TRUE(message_of([&] { content_of_config_file(folder / "pipe"); }).ends_with(": it is no regular file"));
  write_file(folder / "large", std::string((1U << 20) + 1, 'x'));
  EXPECT_TRUE(message_of([&] { content_of_config_file(folder / "large"); }).ends_with("to be the program's own"));
}

TEST(TheFolderOfAFile, IsMadeWithThoseAboveIt) {
  const TemporaryFolder folder;
  make_folder_of(folder / "one/two/a");
  make_folder_of(folder / "one/two/a");
  EXPECT_TRUE(std::filesystem::is_directory(folder / "one/two"));
  write_file(folder / "file", "");
  EXPECT_TRUE(message_of([&] { make_folder_of(folder / "file/two/a"); }).starts_with("cannot make the folder "));
}

}  // namespace
}  // namespace crossover
