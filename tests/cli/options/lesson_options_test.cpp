#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "host/cli/request.hpp"
#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

std::string refusal_of_lesson(const std::vector<std::string>& options) {
  std::vector<std::string> arguments{"lesson"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return message_of([&] { parse(arguments); });
}

TEST(LessonOptions, TakeAnExerciseByNumberOrName) {
  for (const char* exercise : {"1", "6", "threads", "sorting", "queue", "model-queue", "pool", "split"})
    EXPECT_EQ(refusal_of_lesson({exercise}), "no error") << exercise;
  EXPECT_EQ(refusal_of_lesson({"0"}), "exercise 0 is not there: they are numbered 1 to 6");
  EXPECT_EQ(refusal_of_lesson({"7"}), "exercise 7 is not there: they are numbered 1 to 6");
  EXPECT_EQ(refusal_of_lesson({"99999999999999999999"}),
            "exercise '99999999999999999999' is not known; there are threads, "
            "sorting, queue, model-queue, pool and split");
  EXPECT_EQ(refusal_of_lesson({"thread"}), "exercise 'thread' is not known; did you mean threads?");
  EXPECT_EQ(refusal_of_lesson({"2nd"}),
            "exercise '2nd' is not known; there are threads, sorting, queue, model-queue, pool and split");
}

TEST(LessonOptions, RefuseWhatCannotBeMeant) {
  EXPECT_EQ(refusal_of_lesson({"--workers", "0"}), "--workers must be 1 to 4096, not '0'; write --workers 8");
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "--time-limit", refusal_of_lesson({"--time-limit", "soon"}));
  EXPECT_EQ(refusal_of_lesson({"--pause", "--python", "--workers", "3", "--time-limit", "5"}), "no error");
}

}  // namespace
}  // namespace crossover
