#include "host/record/tuned_choices.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "host/report/json.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

const TunedFor here{.machine = {"Zen 5", 8, 7.5, {"cuda device 0: H200"}}, .build = {"0.1.0", "abc", "GNU", "Release"}};

TunedChoice choice_for(std::uint64_t samples, const TunedFor& measured = here) {
  return {.samples = samples,
          .backend = "threads",
          .kernel = "simd",
          .workers = 4,
          .chunk = 4096,
          .seconds = 0.1,
          .measured = measured};
}

/// The content with a value of its first choice replaced.
std::string content_with(const char* name, const Json& value) {
  Json document = Json::parse(render({choice_for(1000)}));
  document["choices"][0][name] = value;
  return document.dump();
}

std::string refusal_of(const std::string& content) {
  return message_of([&] { parse_tuned_choices(content); });
}

std::string refusal_of(const std::vector<TunedChoice>& choices, std::uint64_t samples, const TunedFor& place = here) {
  return message_of([&] { nearest(choices, samples, place); });
}

TEST(TunedChoices, AreReadAsTheyWereWritten) {
  TunedChoice own_chunk = choice_for(std::numeric_limits<std::uint64_t>::max());
  own_chunk.chunk.reset();
  own_chunk.measured.machine.cpu_quota.reset();
  const auto [read, left_out] = parse_tuned_choices(render({choice_for(1000), own_chunk}));
  EXPECT_TRUE(left_out.empty());
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].samples, 1000U);
  EXPECT_EQ(read[0].backend, "threads");
  EXPECT_EQ(read[0].kernel, "simd");
  EXPECT_EQ(read[0].workers, 4U);
  EXPECT_EQ(read[0].chunk, 4096U);
  EXPECT_EQ(read[0].seconds, 0.1);
  EXPECT_EQ(read[0].measured.machine, here.machine);
  EXPECT_EQ(read[0].measured.build, here.build);
  EXPECT_EQ(read[1].samples, own_chunk.samples);
  EXPECT_EQ(read[1].chunk, std::nullopt);
  EXPECT_EQ(read[1].measured.machine, own_chunk.measured.machine);
}

TEST(TunedChoices, ThatAreDamagedAreRefused) {
  const std::string whole = render({choice_for(1000)});
  for (const std::string& damaged :
       {std::string(), std::string("\0\1\2", 3), std::string("[]"), std::string("null"), std::string("{}"),
        whole.substr(0, whole.size() / 2), std::string(1000, '['), std::string("\xff\xfe")})
    EXPECT_EQ(refusal_of(damaged), "it is damaged") << damaged;
}

/// Why the first of two choices is left out, when a value of it is replaced; the second must be kept.
std::string left_out_with(const char* name, const Json& value) {
  Json document = Json::parse(content_with(name, value));
  document["choices"].push_back(Json::parse(render({choice_for(2000)}))["choices"][0]);
  const KeptChoices kept = parse_tuned_choices(document.dump());
  EXPECT_EQ(kept.choices.size(), 1U);
  EXPECT_EQ(kept.choices.at(0).samples, 2000U);
  EXPECT_EQ(kept.left_out.size(), 1U);
  return kept.left_out.at(0);
}

TEST(TunedChoices, OfWhichOneIsDamagedKeepTheOthers) {
  EXPECT_EQ(left_out_with("backend", 5), "choice 1 cannot be used: it is damaged");
  EXPECT_EQ(left_out_with("machine", nullptr), "choice 1 cannot be used: it is damaged");
}

TEST(TunedChoices, WithValuesThatCannotBeMeantAreLeftOut) {
  for (const char* name : {"samples", "workers", "chunk"}) {
    const std::string no_number = fmt::format("choice 1 cannot be used: '{}' is no whole number", name);
    EXPECT_EQ(left_out_with(name, -1), no_number);
    EXPECT_EQ(left_out_with(name, 1.5), no_number);
    EXPECT_EQ(left_out_with(name, 0),
              "choice 1 cannot be used: a number of samples, workers or a chunk cannot be meant");
  }
  left_out_with("workers", 4097);
  left_out_with("workers", 4'294'967'297);
}

TEST(TunedChoices, OfAnotherVersionAreRefused) {
  Json document = Json::parse(render({choice_for(1000)}));
  document["schema"] = "crossover-tuned/2";
  EXPECT_EQ(refusal_of(document.dump()), "it cannot be used: it was written by another version of the program");
}

TEST(WithANewChoice, TheOldOneForAsManySamplesOnThatMachineIsGone) {
  TunedFor elsewhere = here, newer = here;
  elsewhere.machine.cpu = "Zen 4";
  newer.build.commit = "def";
  const auto choices = with({choice_for(1000), choice_for(2000), choice_for(1000, elsewhere)}, choice_for(1000, newer));
  ASSERT_EQ(choices.size(), 3U);
  EXPECT_EQ(choices[0].samples, 2000U);
  EXPECT_EQ(choices[1].measured.machine.cpu, "Zen 4");
  EXPECT_EQ(choices[2].measured.build.commit, "def");
}

TEST(TheNearestChoice, IsNearestByRatio) {
  const std::vector<TunedChoice> choices{choice_for(1000), choice_for(9000), choice_for(100'000)};
  EXPECT_EQ(nearest(choices, 2999, here).samples, 1000U);
  EXPECT_EQ(nearest(choices, 3001, here).samples, 9000U);
  EXPECT_EQ(nearest(choices, 100, here).samples, 1000U);
  EXPECT_EQ(nearest(choices, 1'000'000, here).samples, 100'000U);
}

TEST(TheNearestChoice, IsNoneTooFarAway) {
  EXPECT_EQ(refusal_of({choice_for(1000)}, 99), "no entry for about 99 samples");
  EXPECT_EQ(refusal_of({choice_for(1000)}, 10'001), "no entry for about 1e4 samples");
  EXPECT_EQ(refusal_of({choice_for(1000)}, 0), "no entry for about 0 samples");
}

TEST(TheNearestChoice, IsNoneOfAnotherMachineOrBuild) {
  TunedFor changed = here;
  changed.machine.usable_cpus = 4;
  EXPECT_EQ(refusal_of({choice_for(1000)}, 1000, changed), "no entry for this machine");
  changed = here;
  changed.build.commit = "def";
  EXPECT_EQ(refusal_of({choice_for(1000)}, 1000, changed), "the entries for this machine are of another build");
  EXPECT_EQ(refusal_of({}, 1000), "no entry for this machine");
}

TEST(ATunedChoice, IsThatOfTheTuning) {
  Tuning tuning;
  tuning.range = {5, 1005};
  tuning.candidates = {{.configuration = with_scalar_kernel(honest_serial), .runs = {{1000, 0, 9}}},
                       {.configuration = with_scalar_kernel(honest, 3), .runs = {{1000, 0, 2}}}};
  tuning.choice = Choice{1};
  const TunedChoice choice = tuned_choice(tuning, here);
  EXPECT_EQ(choice.samples, 1000U);
  EXPECT_EQ(choice.backend, "honest");
  EXPECT_EQ(choice.kernel, "scalar");
  EXPECT_EQ(choice.workers, 3U);
  EXPECT_EQ(choice.chunk, std::nullopt);
  EXPECT_EQ(choice.seconds, 2);
  EXPECT_EQ(choice.measured.machine, here.machine);
}

TEST(ThisMachineAndBuild, AreTheSameEachTime) {
  EXPECT_EQ(this_machine_and_build().machine, this_machine_and_build().machine);
  EXPECT_FALSE(this_machine_and_build().build.version.empty());
}

}  // namespace
}  // namespace crossover
