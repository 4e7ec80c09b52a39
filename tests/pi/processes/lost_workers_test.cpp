// A worker process that is lost at any moment, in any way, changes nothing but the time.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "host/pi/processes/process_pool.hpp"
#include "host/pi/processes/serve.hpp"
#include "kernels/cpu_kernels.hpp"
#include "kernels/simd/count_hits.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

using testing::IsSubstring;
namespace fs = std::filesystem;

constexpr Seed seed{42};
constexpr SampleRange range{5, 20'000'007};

std::uint64_t right_hits() {
  static const std::uint64_t hits = simd_kernel.count(seed, range);
  return hits;
}

bool has_children() { return waitpid(-1, nullptr, WNOHANG) != -1 || errno != ECHILD; }

/// A script in which "$0" is this program, and "$1" is another word.
ChildCommand script(const std::string& text, const std::string& word = "") {
  return {"/bin/sh", {"sh", "-c", text, fs::read_symlink(this_program), word}};
}

const std::string serve = R"(exec "$0" worker --kernel simd)";

double seconds_to_count(ProcessPool& pool, SampleRange samples) {
  const auto start = std::chrono::steady_clock::now();
  pool.count(seed, samples);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(LostWorkers, KilledAtAHundredRandomMomentsChangeNothingButTheTime) {
  ProcessPool pool(command_of_worker(simd_kernel), 2);
  SampleRange samples{5, 1'000'007};
  double undisturbed = 0;
  while ((undisturbed = seconds_to_count(pool, samples)) < 0.01) samples.last *= 2;
  const std::uint64_t hits = simd_kernel.count(seed, samples);
  std::mt19937 random(42);
  std::uniform_real_distribution<double> moment(0, 1.2 * undisturbed);
  std::set<pid_t> killed;
  while (killed.size() < 100) {
    const pid_t victim = pool.ids()[random() % 2];
    if (!killed.insert(victim).second) continue;  // that is still to be noticed
    std::thread killer([victim, wait = std::chrono::duration<double>(moment(random))] {
      std::this_thread::sleep_for(wait);
      kill(victim, SIGKILL);
    });
    EXPECT_EQ(pool.count(seed, samples), hits);
    killer.join();
  }
  EXPECT_EQ(pool.count(seed, samples), hits);
  EXPECT_EQ(pool.incidents().size(), killed.size());
  for (const std::string& incident : pool.incidents())
    EXPECT_PRED_FORMAT2(IsSubstring, " was killed by signal 9; its samples went to another", incident);
}

TEST(LostWorkers, MayBeAllAtOnce) {
  ProcessPool pool(command_of_worker(simd_kernel), 3);
  const auto ids = pool.ids();
  for (const pid_t id : ids) kill(id, SIGKILL);
  EXPECT_EQ(pool.count(seed, range), right_hits());
  EXPECT_EQ(pool.incidents().size(), 3U);
  for (const pid_t id : pool.ids()) EXPECT_EQ(std::ranges::count(ids, id), 0);
}

TEST(LostWorkers, AreThoseThatHang) {
  ProcessPool pool(command_of_worker(simd_kernel), 2, {.later = 0.3});
  const pid_t stopped = pool.ids().front();
  kill(stopped, SIGSTOP);
  EXPECT_EQ(pool.count(seed, range), right_hits());
  ASSERT_FALSE(pool.incidents().empty());
  EXPECT_EQ(pool.incidents().front(),
            "worker process " + std::to_string(stopped) + " gave no answer for 0.3 s; its samples went to another");
}

TEST(LostWorkers, KeepTheTimeThatTheyHaveUsed) {
  ProcessPool pool(command_of_worker(scalar_kernel), 1);
  pool.count(seed, range);
  const double used = pool.cpu_seconds();
  kill(pool.ids().front(), SIGKILL);
  pool.count(seed, {0, 1000});
  EXPECT_GE(pool.cpu_seconds(), used);
}

/// What a worker does once instead of answering, and what is told of it.
struct Misdeed {
  std::string name, script, told;
};

void PrintTo(const Misdeed& misdeed, std::ostream* stream) { *stream << misdeed.name; }

/// Of two workers, the first does that.
ChildCommand once(const std::string& misdeed, const std::string& folder) {
  return script(R"(if mkdir "$1/first" 2>/dev/null; then read line; echo 0; )" + misdeed + "; else " + serve + "; fi",
                folder);
}

class LostWorker : public testing::TestWithParam<Misdeed> {};

TEST_P(LostWorker, IsToldOfAndReplaced) {
  const TemporaryFolder folder;
  ProcessPool pool(once(GetParam().script, folder.path()), 2);
  EXPECT_EQ(pool.count(seed, range), right_hits());
  EXPECT_EQ(pool.count(seed, range), right_hits());
  ASSERT_EQ(pool.incidents().size(), 1U);
  EXPECT_PRED_FORMAT2(IsSubstring, " " + GetParam().told + "; its samples went to another", pool.incidents().front());
}

INSTANTIATE_TEST_SUITE_P(
    Which, LostWorker,
    testing::Values(Misdeed{"Exits", "read line; exit 3", "exited with 3"},
                    Misdeed{"AnswersWords", "read line; echo many; exec sleep 600", "answered nonsense"},
                    Misdeed{"AnswersWithoutEnd", "read line; head -c 1000 /dev/zero; exec sleep 600",
                            "answered nonsense"},
                    Misdeed{"AnswersMoreHitsThanSamples",
                            "read s first last; echo $((last - first + 1)); exec sleep 600", "answered nonsense"},
                    Misdeed{"AnswersHalfALineAndExits", "read line; printf 1; exit 4", "exited with 4"}),
    [](const auto& param) { return param.param.name; });

class IdleWorkerThatIsLost : public testing::TestWithParam<Misdeed> {};

TEST_P(IdleWorkerThatIsLost, IsToldOfAndReplaced) {
  const TemporaryFolder folder;
  const std::string at_a_word = R"(until [ -d "$1/word" ]; do sleep 0.01; done; )";
  ProcessPool pool(once(at_a_word + GetParam().script, folder.path()), 2);
  fs::create_directory(folder / "word");
  while (!fs::exists(folder / "done")) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_EQ(pool.count(seed, range), right_hits());
  ASSERT_EQ(pool.incidents().size(), 1U);
  EXPECT_PRED_FORMAT2(IsSubstring, " " + GetParam().told + "; its samples went to another", pool.incidents().front());
}

INSTANTIATE_TEST_SUITE_P(Which, IdleWorkerThatIsLost,
                         testing::Values(Misdeed{"Exits", R"(mkdir "$1/done"; exit 0)", "exited with 0"},
                                         Misdeed{"AnswersWithoutBeingAsked",
                                                 R"(echo 0; mkdir "$1/done"; exec sleep 600)", "answered nonsense"}),
                         [](const auto& param) { return param.param.name; });

TEST(AWorkerThatIsKilledWhenItIsStarted, IsToldOfAndReplaced) {
  const TemporaryFolder folder;
  ProcessPool pool(script(R"(if mkdir "$1/first" 2>/dev/null; then kill -9 $$; fi; )" + serve, folder.path()), 3);
  EXPECT_EQ(pool.ids().size(), 3U);
  ASSERT_EQ(pool.incidents().size(), 1U);
  EXPECT_PRED_FORMAT2(IsSubstring, " was killed by signal 9 when it was started; another took its place",
                      pool.incidents().front());
  EXPECT_EQ(pool.count(seed, range), right_hits());
}

TEST(WorkersThatAreKilledWheneverTheyAreStarted, AreAnErrorInTheEnd) {
  const std::string why = message_of([] { const ProcessPool pool(script("kill -9 $$"), 2); });
  EXPECT_PRED_FORMAT2(IsSubstring, " was killed by signal 9 when it was started; try --backend threads", why);
  EXPECT_FALSE(has_children());
}

/// Answers when it is started, and never again.
const std::string dies_at_work = R"(read s first last; [ "$last" = 0 ] && echo 0 && read s first last; exit 3)";

TEST(LostWorkers, ThatDieFasterThanTheyCountAreAnError) {
  ProcessPool pool(script(dies_at_work), 2);
  for (int i = 0; i < 2; ++i) {
    const std::string why = message_of([&] { pool.count(seed, range); });
    EXPECT_PRED_FORMAT2(IsSubstring, "worker processes die faster than they count: ", why);
    EXPECT_PRED_FORMAT2(IsSubstring, " in a row, and the last exited with 3; try --backend threads", why);
    EXPECT_FALSE(has_children());
  }
}

/// A program that can be taken away.
class Removable {
 public:
  Removable() {
    std::ofstream(path_) << "#!/bin/sh\nexec '" << fs::read_symlink(this_program).string()
                         << "' worker --kernel simd\n";
    fs::permissions(path_, fs::perms::owner_all);
  }
  ChildCommand command() const { return {path_, {path_}}; }
  void remove() const { fs::remove(path_); }

 private:
  TemporaryFolder folder_;
  std::string path_ = folder_ / "worker";
};

TEST(LostWorkers, ThatCannotBeReplacedLeaveTheWorkToTheOthers) {
  const Removable program;
  ProcessPool pool(program.command(), 2);
  program.remove();
  kill(pool.ids().front(), SIGKILL);
  EXPECT_EQ(pool.count(seed, range), right_hits());
  EXPECT_EQ(pool.count(seed, range), right_hits());
  ASSERT_EQ(pool.incidents().size(), 2U);
  EXPECT_EQ(pool.incidents().back(), "cannot start worker process 2 of 2: No such file or directory; try --workers 1");
}

TEST(LostWorkers, OfWhichNoneCanBeReplacedAreAnError) {
  const Removable program;
  ProcessPool pool(program.command(), 2);
  program.remove();
  for (const pid_t id : pool.ids()) kill(id, SIGKILL);
  EXPECT_PRED_FORMAT2(IsSubstring, "cannot start worker process 1 of 2: No such file or directory",
                      message_of([&] { pool.count(seed, range); }));
  EXPECT_FALSE(has_children());
}

}  // namespace
}  // namespace crossover
