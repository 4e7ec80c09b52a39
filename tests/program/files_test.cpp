#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/program/support/documents.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

const char* const old_content = "what was measured last week\n";

void write_old_content(const std::string& file) { std::ofstream(file) << old_content; }

struct stat status_of(const std::string& file) {
  struct stat status {};
  stat(file.c_str(), &status);
  return status;
}

std::uint64_t hits_in(const std::string& json_file) {
  return Json::parse(content_of(json_file)).at("runs").at(0).at("hits").get<std::uint64_t>();
}

TEST(Files, JsonAndCsvAreWrittenBesideTheText) {
  const TemporaryFolder folder;
  const Outcome pi = run({"pi", "--samples", "1e6", "--json", folder.file("a.json"), "--csv", folder.file("a.csv")});
  EXPECT_EQ(pi.exit_code, 0) << pi;
  EXPECT_NE(pi.out.find("785 987"), std::string::npos) << pi;
  EXPECT_EQ(hits_in(folder.file("a.json")), 785987U);
  EXPECT_NE(content_of(folder.file("a.csv")).find(",785987,"), std::string::npos);
  EXPECT_EQ(folder.names(), (std::set<std::string>{"a.csv", "a.json"}));
}

TEST(Files, JsonGoesToAFileWhileCsvGoesToStdout) {
  const TemporaryFolder folder;
  const Outcome pi = run({"pi", "--samples", "1e6", "--json", folder.file("a.json"), "--csv", "-"});
  EXPECT_EQ(pi.exit_code, 0) << pi;
  EXPECT_TRUE(pi.out.starts_with("backend,kernel,")) << pi;
  EXPECT_EQ(hits_in(folder.file("a.json")), 785987U);
}

TEST(Files, AreReplacedInOneStep) {
  const TemporaryFolder folder;
  const std::string file = folder.file("a.json");
  write_old_content(file);
  chmod(file.c_str(), 0640);
  const struct stat before = status_of(file);
  const std::ifstream reader_of_the_old(file);
  EXPECT_EQ(run({"pi", "--samples", "1e6", "--json", file}).exit_code, 0);
  const struct stat after = status_of(file);
  EXPECT_EQ(hits_in(file), 785987U);
  EXPECT_NE(before.st_ino, after.st_ino) << "the old file was written into";
  EXPECT_EQ(after.st_mode & 07777U, 0640U);
  EXPECT_EQ(folder.names(), std::set<std::string>{"a.json"});
  std::ostringstream seen_by_reader;
  seen_by_reader << reader_of_the_old.rdbuf();
  EXPECT_EQ(seen_by_reader.str(), old_content);
}

TEST(Files, NewOnesGetThePermissionsThatTheUmaskLeaves) {
  const TemporaryFolder folder;
  const std::string file = folder.file("a.json");
  EXPECT_EQ(run_in_shell("umask 027; crossover pi --samples 1e3 --json " + file).exit_code, 0);
  EXPECT_EQ(status_of(file).st_mode & 07777U, 0640U);
}

TEST(Files, BehindALinkAreReplacedAndTheLinkStays) {
  const TemporaryFolder folder;
  write_old_content(folder.file("real"));
  std::filesystem::create_symlink("real", folder.file("link"));
  EXPECT_EQ(run({"pi", "--samples", "1e6", "--json", folder.file("link")}).exit_code, 0);
  EXPECT_TRUE(std::filesystem::is_symlink(folder.file("link")));
  EXPECT_EQ(hits_in(folder.file("real")), 785987U);
}

TEST(Files, ThatAreReallyPipesAreWrittenTo) {
  const TemporaryFolder folder;
  const std::string file = folder.file("copy");
  for (const char* pipe : {"/dev/fd/3", "/proc/self/fd/3"}) {
    SCOPED_TRACE(pipe);
    const Outcome pi = run_in_shell("{ crossover pi --samples 1e6 --json " + std::string(pipe) +
                                    " 3>&1 >/dev/null; } | cat > " + file + "; test -s " + file);
    ASSERT_EQ(pi.exit_code, 0) << pi;
    EXPECT_EQ(pi.err, "");
    EXPECT_EQ(hits_in(file), 785987U);
  }
}

TEST(Files, ThatAreFifosAreWrittenTo) {
  const TemporaryFolder folder;
  const Outcome fifo = run_in_shell("cd '" + folder.file("") + "'; mkfifo fifo; cat fifo > copy & " +
                                    "crossover pi --samples 1e6 --json fifo; code=$?; wait; exit $code");
  ASSERT_EQ(fifo.exit_code, 0) << fifo;
  EXPECT_EQ(hits_in(folder.file("copy")), 785987U);
}

/// Where no file can be written; the work would take days.
void expect_refused_at_once(const std::string& option, const std::string& file, const std::string& why) {
  SCOPED_TRACE(option + " " + file);
  const Outcome refused = run({"pi", "--samples", "1e16", option, file});
  EXPECT_EQ(refused.exit_code, 1) << refused;
  EXPECT_EQ(refused.out, "");
  EXPECT_EQ(lines_of(refused.err).size(), 1U) << refused;
  for (const std::string& part : {option, file, why})
    EXPECT_NE(refused.err.find(part), std::string::npos) << part << " is not in\n" << refused;
}

TEST(Files, ThatCannotBeWrittenAreRefusedBeforeAnyWork) {
  const TemporaryFolder folder;
  for (const char* option : {"--json", "--csv"}) {
    expect_refused_at_once(option, folder.file("missing/a"), "No such file or directory");
    expect_refused_at_once(option, folder.file(""), "Is a directory");
    expect_refused_at_once(option, folder.file(std::string(300, 'x')), "File name too long");
  }
  write_old_content(folder.file("plain"));
  expect_refused_at_once("--json", folder.file("plain/a"), "Not a directory");
  EXPECT_EQ(folder.names(), std::set<std::string>{"plain"});
}

TEST(Files, OnAFullDiskAreRefusedBeforeAnyWork) {
  if (built_with_thread_sanitizer) GTEST_SKIP() << "it writes a file before main and is killed by the limit";
  const TemporaryFolder folder;
  const Outcome full = run_in_shell("ulimit -f 0; exec crossover pi --samples 1e6 --json " + folder.file("a.json"));
  EXPECT_EQ(full.exit_code, 1) << full;
  EXPECT_EQ(full.out, "");
  EXPECT_NE(full.err.find("--json"), std::string::npos) << full;
  EXPECT_EQ(folder.names(), std::set<std::string>{});
}

TEST(Files, ThatMayOnlyBeAppendedToAreRefusedBeforeAnyWork) {
  const TemporaryFolder folder;
  const std::string file = folder.file("log");
  if (!works_here("touch " + file + " && chattr +a " + file + " 2>/dev/null"))
    GTEST_SKIP() << "no file can be made so here";
  const Outcome appended = run({"pi", "--samples", "1e6", "--json", file});
  EXPECT_TRUE(works_here("chattr -a " + file));
  EXPECT_EQ(appended.exit_code, 1) << appended;
  EXPECT_EQ(appended.out, "");
  EXPECT_NE(appended.err.find("--json " + file + ": Operation not permitted"), std::string::npos) << appended;
}

TEST(Files, OldOnesStayWholeWhenTheNewIsTooLarge) {
  if (built_with_thread_sanitizer) GTEST_SKIP() << "it writes a file before main and is killed by the limit";
  const TemporaryFolder folder;
  const std::string file = folder.file("a.json");
  write_old_content(file);
  const Outcome limited = run_in_shell("ulimit -f 1; exec crossover pi --samples 1e6 --json " + file);
  EXPECT_EQ(limited.signal, 0) << limited;
  EXPECT_EQ(limited.exit_code, 1) << limited;
  EXPECT_EQ(lines_of(limited.err).size(), 1U) << limited;
  EXPECT_NE(limited.err.find("--json"), std::string::npos) << limited;
  EXPECT_NE(limited.out.find("785 987"), std::string::npos) << limited;
  EXPECT_EQ(content_of(file), old_content);
  EXPECT_EQ(folder.names(), std::set<std::string>{"a.json"});
}

TEST(Files, ThatCannotBeReplacedAreWrittenInPlace) {
  const TemporaryFolder folder;
  const std::string in_own_mounts = "unshare --map-root-user --mount /bin/sh -c ";
  write_old_content(folder.file("outside"));
  write_old_content(folder.file("a.json"));
  // As a container's mount of a single file.
  const std::string mount = "mount --bind " + folder.file("outside") + " " + folder.file("a.json");
  if (!works_here(in_own_mounts + "'" + mount + "'"))
    GTEST_SKIP() << "this machine lets us mount no file (unshare --map-root-user --mount)";
  const Outcome pi = run_in_shell(in_own_mounts + "'" + mount + " && exec crossover pi --samples 1e6 --json " +
                                  folder.file("a.json") + "'");
  EXPECT_EQ(pi.exit_code, 0) << pi;
  EXPECT_EQ(pi.err, "");
  EXPECT_EQ(hits_in(folder.file("outside")), 785987U);
  EXPECT_EQ(folder.names(), (std::set<std::string>{"a.json", "outside"}));
}

TEST(Files, ThatArePipesNobodyReadsHoldNeitherTheTextNorCtrlCBack) {
  const TemporaryFolder folder;
  const Outcome pi = run_in_shell("cd '" + folder.file("") +
                                  "'; mkfifo fifo; crossover pi --samples 1e6 --json fifo > text & run=$!; "
                                  "for i in $(seq 500); do grep -q '785 987' text && break; sleep 0.02; done; "
                                  "kill -TERM $run; wait $run");
  EXPECT_EQ(pi.exit_code, 1) << pi;
  EXPECT_NE(pi.err.find("--json fifo: nobody reads it"), std::string::npos) << pi;
  EXPECT_NE(content_of(folder.file("text")).find("785 987"), std::string::npos);
}

TEST(Files, OldOnesStayWholeWhenTheDiskIsFull) {
  const TemporaryFolder folder;
  const std::string in_own_mounts = "unshare --map-root-user --mount /bin/sh -c ";
  // Room for one page: the old file's.
  const std::string mount = "mount -t tmpfs -o size=4k none " + folder.file("");
  if (!works_here(in_own_mounts + "'" + mount + "'"))
    GTEST_SKIP() << "this machine lets us mount no small file system (unshare --map-root-user --mount)";
  const Outcome full = run_in_shell(in_own_mounts + "'" + mount + "; cd " + folder.file("") +
                                    "; echo old > a.json; crossover pi --samples 1e6 --json a.json; echo code $?; "
                                    "cat a.json; ls | wc -l'");
  const auto lines = lines_of(full.out);
  ASSERT_GE(lines.size(), 3U) << full;
  EXPECT_EQ(std::vector<std::string>(lines.end() - 3, lines.end()), (std::vector<std::string>{"code 1", "old", "1"}))
      << full;
  EXPECT_NE(full.err.find("--json a.json: No space left"), std::string::npos) << full;
}

}  // namespace
}  // namespace crossover
