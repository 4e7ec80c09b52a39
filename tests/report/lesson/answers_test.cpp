#include "host/report/lesson/answers.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/fakes/fake_lesson.hpp"

namespace crossover {
namespace {

using testing::IsNotSubstring;
using testing::IsSubstring;

std::vector<Answer> all_answers(const Lesson& lesson) {
  std::vector<Answer> all;
  for (const Exercise* exercise : exercises())
    for (const Answer& answer : answers_of(lesson, *exercise)) all.push_back(answer);
  return all;
}

Answer answer_on(const Lesson& lesson, const std::string& begin) {
  for (const Answer& answer : all_answers(lesson))
    if (answer.question.starts_with(begin)) return answer;
  ADD_FAILURE() << "nobody asks: " << begin;
  return {};
}

std::string here(const Lesson& lesson, const std::string& begin) { return answer_on(lesson, begin).here; }

TEST(Answers, ThereIsOneToEachQuestionOfTheNotes) {
  const std::vector<Answer> answers = all_answers(whole_lesson());
  EXPECT_EQ(answers.size(), 13U);
  std::set<std::string> questions;
  for (const Answer& answer : answers) questions.insert(answer.question);
  EXPECT_EQ(questions.size(), answers.size());
}

TEST(Answers, HaveThreePartsWhateverWasMeasured) {
  for (const Lesson& lesson : {whole_lesson(), busy_lesson(), Lesson()})
    for (const Answer& answer : all_answers(lesson)) {
      EXPECT_FALSE(answer.in_general.empty()) << answer.question;
      EXPECT_FALSE(answer.here.empty()) << answer.question;
      EXPECT_FALSE(answer.in_the_notes.empty()) << answer.question;
      EXPECT_TRUE(answer.python_here.empty()) << answer.question;
    }
}

TEST(Answers, InGeneralAndInTheNotesDoNotHangOnWhatWasMeasured) {
  const auto measured = all_answers(whole_lesson()), nothing = all_answers(Lesson());
  ASSERT_EQ(measured.size(), nothing.size());
  for (std::size_t i = 0; i < measured.size(); ++i) {
    EXPECT_EQ(measured[i].in_general, nothing[i].in_general);
    EXPECT_EQ(measured[i].in_the_notes, nothing[i].in_the_notes);
  }
}

TEST(Answers, InGeneralHasNoFigureOfAMachine) {
  for (const Answer& answer : all_answers(whole_lesson()))
    for (const char* unit : {" ns", " µs", " ms", " s ", "GHz", "samples/s"})
      EXPECT_PRED_FORMAT2(IsNotSubstring, unit, answer.in_general);
}

/// But for those that need no measurement.
bool is_measured(const Answer& answer) { return !answer.here.starts_with("Nothing to measure"); }

TEST(Answers, SayWhichMeasurementTheyLackAndHowToGetIt) {
  for (const Answer& answer : all_answers({.workers = 2})) {
    if (!is_measured(answer)) continue;
    EXPECT_TRUE(answer.here.starts_with("Not measured: ")) << answer.question << ": " << answer.here;
    EXPECT_PRED_FORMAT2(IsSubstring, "crossover lesson ", answer.here) << answer.question;
    EXPECT_PRED_FORMAT2(IsSubstring, " --time-limit 60 measures it.", answer.here) << answer.question;
  }
}

TEST(Answers, ClaimNothingOfABusyMachine) {
  for (const Answer& answer : all_answers(busy_lesson())) {
    // What a queue returns, and that its readers end, does not hang on who else is at work.
    if (!is_measured(answer) || answer.question.starts_with("The queue returns") ||
        answer.question.starts_with("Is one DONE"))
      continue;
    EXPECT_TRUE(answer.here.starts_with("Not judged: others were at work. ")) << answer.question << answer.here;
    for (const char* claim : {"times as fast", "it pays", "does not pay", "take turns", "The best"})
      EXPECT_PRED_FORMAT2(IsNotSubstring, claim, answer.here) << answer.question;
  }
}

TEST(Answers, SayWhenThreadsPay) {
  const std::string text = here(whole_lesson(), "When is threading");
  for (const char* part :
       {"hold one lock while they count are 1.00 times as fast as one (1.00 to 1.00): they take "
        "turns; two that release it 2.00 times as fast as one (2.00 to 2.00) (the plain loop, 2e7 "
        "samples).",
        "Starting 2 threads takes 50.0 µs (50.0 to 50.0).",
        "By the formula 2 threads pay for the plain loop from N* = 1e4 (1e4 to 1e4) on, measured: between 7500 "
        "and 1.5e4 (as the formula says); for the SIMD kernel from N* = 1e5"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, text);
}

TEST(Answers, DoNotSayThatThreadsTakeTurnsWhereTheyDidNot) {
  Lesson lesson = whole_lesson();
  lesson.threads->two_threads->runs[1].timing.warm_seconds = summarize(rounds_of(0.12));
  EXPECT_PRED_FORMAT2(IsNotSubstring, "take turns", here(lesson, "When is threading"));
}

TEST(Answers, AreNotClearWhereTheRoundsDifferTooMuch) {
  Lesson lesson = whole_lesson();
  std::vector<double> uneven;
  for (int i = 0; i < 12; ++i) uneven.push_back(i % 2 == 0 ? 0.15 : 0.22);
  lesson.threads->two_threads->runs[ThreadsExercise::holding].timing.warm_seconds = summarize(uneven);
  const std::string text = here(lesson, "When is threading");
  EXPECT_TRUE(text.starts_with("Not clear, since the rounds differ too much: two threads that hold one lock ")) << text;
  EXPECT_PRED_FORMAT2(IsNotSubstring, "take turns", text);
  for (PiRun& run : lesson.pool->started->runs)
    if (run.configuration.backend == &processes_backend) run.timing.warm_seconds = summarize(uneven);
  lesson.pool->started->runs[PoolExercise::alone].timing.warm_seconds = summarize(rounds_of(0.18));
  EXPECT_TRUE(
      here(lesson, "When is multiprocessing").starts_with("Not clear, since the rounds differ too much: once "));
}

TEST(Answers, NeedAnInterval) {
  Lesson lesson = whole_lesson();
  for (PiRun& run : lesson.threads->two_threads->runs)
    run.timing.warm_seconds = summarize(std::vector<double>(5, run.seconds()));
  EXPECT_TRUE(here(lesson, "When is threading").starts_with("Not measured: two threads with one lock, often enough "));
  for (SortRun& run : lesson.sorting->by_simd->runs)
    run.timing.warm_seconds = summarize(std::vector<double>(5, run.seconds()));
  EXPECT_TRUE(here(lesson, "Sorting: what").starts_with("Not measured: "));
}

TEST(Answers, HaveNoBreakEvenOfOneWorker) {
  Lesson lesson = whole_lesson();
  lesson.workers = 1;
  EXPECT_TRUE(here(lesson, "When is threading").ends_with(" With one worker there is nothing to share out."));
  EXPECT_EQ(here(lesson, "When is multiprocessing"), "With one worker there is nothing to share out.");
}

TEST(Answers, HaveNoBreakEvenOfOneCpu) {
  Lesson lesson = whole_lesson();
  for (auto* even : {&lesson.threads->break_even, &lesson.pool->break_even})
    *even = BreakEven{.backend = &threads_backend, .workers = 2, .at_once = 1};
  for (const char* question : {"When is threading", "When is multiprocessing"})
    EXPECT_TRUE(here(lesson, question).ends_with("one CPU, on which no two workers work at the same time."));
}

TEST(Answers, PutTheNotesFiguresIntoTheFormula) {
  const std::string pool = answer_on(Lesson(), "When is multiprocessing").in_the_notes;
  for (const char* part :
       {"29.5 ms, 40.2 ms and 1.24 s", "408 µs, 40.8 ms and 4.08 s", "loses 72-fold, breaks even, and wins 3.3-fold",
        "S is 29.5 ms (the run of 1e3 points), so N* = 9.66e4"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, pool);
  const std::string threads = answer_on(Lesson(), "When is threading").in_the_notes;
  for (const char* part : {"8.15 s for 2e7 points, and 8.17 s of CPU time", "408 ns a point", "73.8 µs to start",
                           "from 362 points on for Python's loop, from 2.34e4 for numba"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, threads);
  EXPECT_PRED_FORMAT2(IsSubstring, "standard error of 0.00037 in place of 0.00052",
                      answer_on(Lesson(), "Where is the benefit").in_the_notes);
  EXPECT_PRED_FORMAT2(IsSubstring, "15 to 1, an efficiency of 6 %", answer_on(Lesson(), "How efficient").in_the_notes);
}

TEST(Answers, SayWhySortingFewNumbersInThreadsDoesNotPay) {
  const std::string text = here(whole_lesson(), "Sorting: what");
  for (const char* part :
       {"Two arrays of 1000 keys by np.sort's way (SIMD) take 8.00 µs one after the other; by two threads 80.0 µs,",
        "10.0 times slower than that (10.0 to 10.0): it does not pay.",
        "Two arrays of 1e7 keys by the same way take 200 ms one after the other; by two threads 100 ms, 2.00 times "
        "as fast as",
        "(2.00 to 2.00): it pays."})
    EXPECT_PRED_FORMAT2(IsSubstring, part, text);
  EXPECT_PRED_FORMAT2(IsSubstring, " To start two threads and to join them takes 70.0 µs",
                      here(whole_lesson(), "numpy with threads"));
}

TEST(Answers, CompareTheOrdersOfThreads) {
  const std::string text = here(whole_lesson(), "Sequential or parallel");
  for (const char* part :
       {"np.sort's way (SIMD): 80.0 µs by two threads at the same time, 1.10 times as fast as one thread after the "
        "other",
        "sorted's way (std::sort, one lock): 120 µs by two threads at the same time, 1.00 times as fast",
        "of it, sorting takes 50.0 µs"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, text);
}

TEST(Answers, SayWhatTheQueueLosesAndWhy) {
  const std::string text = here(whole_lesson(), "The queue returns 0");
  for (const char* part : {"returned 0 in 31, 1 in 142, 2 in 27 of 200 runs", "Of 100 points 2 at most were judged",
                           "In 158 runs a reader came so late", "it gives 77 hits of 100"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, text);
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "A message costs a worker 40.0 ns beside 10.0 ns for counting the point: an efficiency of 20 "
                      "%. With one point a message two workers are 0.25 times as fast as one without a queue",
                      here(whole_lesson(), "How efficient"));
}

TEST(Answers, TellWeakScalingFromStrong) {
  const std::string text = here(whole_lesson(), "Where is the benefit");
  for (const char* part : {"One process takes 100 ms for 1e7 points, 2 take 125 ms for as many each (weak scaling "
                           "efficiency 0.80 (0.80 to 0.80))",
                           "± 0.00037", "± 0.00052"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, text);
}

TEST(Answers, SayWhenProcessesPay) {
  const std::string text = here(whole_lesson(), "When is multiprocessing");
  for (const char* part :
       {"Once started, 2 processes are 2.00 times as fast as one worker (2.00 to 2.00), as many threads 2.00 times",
        "By the formula 2 processes pay for the plain loop from N* = 4e5 (4e5 to 4e5) on"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, text);
}

TEST(Answers, SayHowToSplit) {
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "The best for 1e8 samples (SIMD) was threads with 2 workers: 200 ms, by one worker 400 ms. For",
                      here(whole_lesson(), "What is the best way"));
  Lesson lesson = whole_lesson();
  for (const auto& [chunk, seconds] : {std::pair{1024U, 0.5}, {16'384U, 0.21}, {65'536U, 0.2}, {1'048'576U, 0.3}}) {
    Candidate candidate{.configuration = with_scalar_kernel(threads_backend, 2), .runs = {{100'000'000, 0, seconds}}};
    candidate.configuration.chunk = chunk;
    lesson.split->candidates.push_back(candidate);
  }
  EXPECT_PRED_FORMAT2(IsSubstring,
                      " Chunks of 2^14 to 2^16 samples take within a tenth of that; chunks of 2^10 take 2.50 times "
                      "as long, since",
                      here(lesson, "What is the best way"));
  lesson.split->choice = Choice{.candidate = 0};
  EXPECT_PRED_FORMAT2(IsSubstring, "was serial with 1 worker: 400 ms. For", here(lesson, "What is the best way"));
}

TEST(Answers, HavePythonsFiguresWhereItsCellsWereRun) {
  Lesson lesson = whole_lesson();
  lesson.python = PythonHere{.program = "/usr/bin/python3",
                             .version = "3.11.2",
                             .cells = {{"threads.plain", 4.0},
                                       {"threads.two", 8.0},
                                       {"threads.two_cpu", 8.1},
                                       {"threads.numba", {}, "", "numba"},
                                       {"pool.4.1000", 0.03},
                                       {"pool.4.10000000", 2.0},
                                       {"pool.1.10000000", 4.0},
                                       {"queue.alone", 0.4},
                                       {"queue.one_by_one", 6.4}}};
  const auto python = [&](const char* begin) { return answer_on(lesson, begin).python_here; };
  EXPECT_EQ(
      python("When is threading"),
      "One thread took 4.00 s for 1e7 points, two 8.00 s for as many each, with 8.10 s of CPU time: 1.00 times as "
      "fast as one after the other.");
  EXPECT_EQ(python("What is the GIL"), "") << "numba is missing";
  EXPECT_EQ(
      python("When is multiprocessing"),
      "A pool of 4 takes 30.0 ms for 1000 points, so S is about that, and 2.00 s for 1e7, one process 4.00 s: 2.00 "
      "times as fast.");
  EXPECT_EQ(python("How efficient"),
            "1e6 points take 400 ms in a loop, 400 ns a point; through a queue one by one 6.40 s, 6.40 µs a point.");
}

}  // namespace
}  // namespace crossover
