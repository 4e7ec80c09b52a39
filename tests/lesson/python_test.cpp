#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "host/lesson/lesson_run.hpp"
#include "host/lesson/python/programs.hpp"
#include "host/lesson/python/python_here.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

namespace fs = std::filesystem;

/// Puts a folder in PATH's place as long as it lives.
class WithPath {
 public:
  explicit WithPath(const std::string& path) : before_(std::getenv("PATH")) { setenv("PATH", path.c_str(), 1); }
  ~WithPath() { setenv("PATH", before_.c_str(), 1); }
  WithPath(const WithPath&) = delete;
  WithPath& operator=(const WithPath&) = delete;

 private:
  std::string before_;
};

/// A folder with a program that takes Python's place.
void write_python(const TemporaryFolder& folder, const std::string& script) {
  const fs::path program = folder.path() / "python3";
  std::ofstream(program) << "#!/bin/sh\n" << script;
  fs::permissions(program, fs::perms::owner_all);
}

LessonRequest of_queue() {
  return {.sizes = {.samples_of_thread = 1000,
                    .points = 20,
                    .many_points = 50,
                    .queue_runs = 1,
                    .pool_samples = {1000},
                    .samples_to_split = 10'000},
          .exercises = {&queue_exercise},
          .workers = 2,
          .time_limit = 0.05,
          .with_python = true};
}

bool has_python() {
  const LessonRequest request = of_queue();
  const Watch<Lesson> watch;
  return !find_python(LessonRun(request, watch)).program.empty();
}

TEST(Python, RunsTheCellsOfAnExercise) {
  if (!has_python()) GTEST_SKIP() << "there is no python3";
  LessonRequest request = of_queue();
  request.exercises = {&threads_exercise, &queue_exercise, &model_queue_exercise, &pool_exercise};
  const Lesson lesson = run_lesson(request, {});
  for (const LessonFailure& failure : lesson.failures) ADD_FAILURE() << failure.error.what();
  ASSERT_TRUE(lesson.python);
  EXPECT_FALSE(lesson.python->version.empty());
  for (const char* cell : {"threads.plain", "threads.two", "threads.two_cpu", "queue.as_written", "queue.one_by_one",
                           "model_queue.two", "pool.4.1000", "pool.2.1000", "pool.1.1000"}) {
    const PythonCell* found = lesson.python->cell(cell);
    ASSERT_NE(found, nullptr) << cell;
    EXPECT_GT(found->seconds.value_or(0), 0) << cell;
  }
  EXPECT_TRUE(lesson.python->cell("queue.repaired")->result.ends_with(" hits"));
  EXPECT_TRUE(lesson.python->cell("queue.as_written")->result.starts_with("returns "));
  const PythonCell* numba = lesson.python->cell("threads.numba");
  ASSERT_NE(numba, nullptr);
  EXPECT_TRUE(numba->seconds || numba->missing == "numba");
}

TEST(Python, MeasuresFromHowManyPointsOnItsOwnWorkersPay) {
  if (!has_python()) GTEST_SKIP() << "there is no python3";
  LessonRequest request = of_queue();
  request.exercises = {&threads_exercise};
  const Lesson lesson = run_lesson(request, {});
  const bool can_work_at_once = usable_cpus() > 1;
  const PythonBreakEven* loop = lesson.python->break_even_of("threads.loop");
  ASSERT_EQ(loop != nullptr, can_work_at_once);
  if (loop == nullptr) return;
  EXPECT_EQ(loop->workers, 2U);
  ASSERT_TRUE(loop->point());
  EXPECT_TRUE(loop->point()->interval);
  ASSERT_GE(loop->series.points.size(), 3U);
  EXPECT_TRUE(std::ranges::is_sorted(loop->series.points, {}, &TimingsAtSize::size));
  for (const TimingsAtSize& at : loop->series.points) {
    EXPECT_GE(at.seconds.at(0).size(), 9U);
    EXPECT_EQ(at.seconds.at(0).size(), at.seconds.at(1).size());
  }
}

TEST(Python, KeepsWhatItSaysOfItsWorkers) {
  const TemporaryFolder folder;
  write_python(folder,
               "case \"$*\" in *platform*) echo 3.99; exit;; esac\n"
               "b=break_even.processes.loop\n"
               "printf \"$b\\tworkers\\t2\\n$b\\tstart\\t0.06\\n$b\\tpoint\\t1e-07\\n\"\n"
               "printf \"$b\\tround\\t200\\t2\\t1.5\\n$b\\tround\\t100\\t1\\t1.25\\n$b\\tround\\t200\\t3\\t2.5\\n\"\n");
  const WithPath path(folder.path().string());
  const Lesson lesson = run_lesson(of_queue(), {});
  const PythonBreakEven* loop = lesson.python->break_even_of("processes.loop");
  ASSERT_NE(loop, nullptr);
  ASSERT_TRUE(loop->point());
  EXPECT_NEAR(loop->point()->samples, 1.2e6, 1);
  ASSERT_EQ(loop->series.points.size(), 2U);
  EXPECT_EQ(loop->series.points[0].size, 100U);
  EXPECT_EQ(loop->series.points[1].seconds, (std::vector<std::vector<double>>{{2, 3}, {1.5, 2.5}}));
  EXPECT_TRUE(lesson.python->cells.empty());
}

TEST(Python, NamesTheModulesThatAreMissing) {
  if (!has_python()) GTEST_SKIP() << "there is no python3";
  const TemporaryFolder folder;
  for (const char* module : {"numpy.py", "numba.py"})
    std::ofstream(folder.path() / module) << "raise ImportError('not here')\n";
  setenv("PYTHONPATH", folder.path().c_str(), 1);
  LessonRequest request = of_queue();
  request.sizes.keys = request.sizes.many_keys = 10;
  request.exercises = {&sorting_exercise};
  const Lesson lesson = run_lesson(request, {});
  unsetenv("PYTHONPATH");
  EXPECT_TRUE(lesson.failures.empty());
  EXPECT_EQ(lesson.python->cells.size(), 11U);
  for (const PythonCell& cell : lesson.python->cells) {
    EXPECT_EQ(cell.missing, "numpy") << cell.name;
    EXPECT_FALSE(cell.seconds) << cell.name;
  }
}

TEST(Python, IsNotNeeded) {
  const WithPath nowhere("/nowhere");
  const Lesson lesson = run_lesson(of_queue(), {});
  ASSERT_TRUE(lesson.python);
  EXPECT_TRUE(lesson.python->program.empty());
  EXPECT_TRUE(lesson.python->cells.empty());
  EXPECT_TRUE(lesson.failures.empty());
  EXPECT_TRUE(lesson.queue->repaired);
}

TEST(Python, ThatFailsLeavesTheRest) {
  const TemporaryFolder folder;
  write_python(folder,
               "case \"$*\" in *platform*) echo 3.99;; *) printf 'queue.alone\\tseconds\\t2\\n'; exit 3;; esac\n");
  const WithPath path(folder.path().string());
  const Lesson lesson = run_lesson(of_queue(), {});
  EXPECT_EQ(lesson.python->version, "3.99");
  EXPECT_EQ(lesson.python->cell("queue.alone")->seconds, 2);
  ASSERT_EQ(lesson.failures.size(), 1U);
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "exited with 3; run the lesson without --python",
                      lesson.failures[0].error.what());
  EXPECT_TRUE(lesson.queue->repaired);
}

TEST(Python, ThatSaysNonsenseIsAFailure) {
  const TemporaryFolder folder;
  write_python(folder, "echo hello\n");
  const WithPath path(folder.path().string());
  const Lesson lesson = run_lesson(of_queue(), {});
  ASSERT_EQ(lesson.failures.size(), 1U);
  EXPECT_STREQ(lesson.failures[0].error.what(), "a Python program said: hello");
}

TEST(Python, IsStoppedAtOnceAndLeavesNothingBehind) {
  if (!has_python()) GTEST_SKIP() << "there is no python3";
  const TemporaryFolder folder;
  setenv("TMPDIR", folder.path().c_str(), 1);
  LessonRequest request = of_queue();
  request.sizes.samples_of_thread = 1'000'000'000;
  request.exercises = {&model_queue_exercise};
  const auto start = std::chrono::steady_clock::now();
  const auto stop_signal = [&] {
    return std::chrono::steady_clock::now() - start > std::chrono::milliseconds(1500) ? SIGINT : 0;
  };
  const Lesson lesson = run_lesson(request, {.stop_signal = stop_signal});
  unsetenv("TMPDIR");
  EXPECT_EQ(lesson.signal, SIGINT);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Python, HasAProgramForEachExerciseThatNamesOne) {
  const LessonRequest request = of_queue();
  const Watch<Lesson> watch;
  const LessonRun run(request, watch);
  for (const Exercise* exercise : exercises()) {
    if (exercise->python_command == nullptr) continue;
    const std::string file = exercise->python_command(run).front();
    EXPECT_EQ(std::ranges::count(python_programs(), file, &PythonProgram::file), 1) << file;
  }
}

}  // namespace
}  // namespace crossover
