#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "host/cli/request.hpp"
#include "host/pi/backend.hpp"
#include "tests/support/carry_out.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

Arguments command(const std::string& name, const Arguments& more) {
  Arguments arguments{name};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

/// The candidates of a tuning that has no time.
auto candidates_with(Arguments more) {
  for (const char* argument : {"--samples", "1e5", "--time-limit", "0"}) more.emplace_back(argument);
  return rows_of_csv(carry_out(command("tune", more)).csv);
}

std::set<std::string> values_of(const char* title, const Arguments& more) {
  std::set<std::string> values;
  for (const auto& row : candidates_with(more)) values.insert(row.at(title));
  return values;
}

TEST(TuneOptions, TakeEveryUsableBackendButThoseThatAreModels) {
  std::set<std::string> expected;
  for (const BackendEntry* entry : backends())
    if (entry->why_unavailable().empty() && !entry->is_model) expected.emplace(entry->name);
  EXPECT_EQ(values_of("backend", {}), expected);
}

TEST(TuneOptions, ChooseBackends) {
  EXPECT_EQ(values_of("backend", {"--backend", "threads,serial"}), (std::set<std::string>{"serial", "threads"}));
}

TEST(TuneOptions, ChooseTheKernelOfThoseThatHaveIt) {
  EXPECT_EQ(values_of("kernel", {"--backend", "serial,threads"}), std::set<std::string>{"simd"});
  EXPECT_EQ(values_of("kernel", {"--backend", "serial,threads", "--kernel", "scalar"}),
            std::set<std::string>{"scalar"});
}

TEST(TuneOptions, TakeNoTimeLimitOrOne) {
  EXPECT_EQ(refusal_of({"tune", "--exhaustive"}), "no error");
  EXPECT_EQ(refusal_of({"tune", "--time-limit", "5", "--exhaustive"}), "no error");
  EXPECT_TRUE(refusal_of({"tune", "--time-limit", "-5"}).starts_with("--time-limit '-5' is negative"));
}

TEST(TuneOptions, RefuseWhatCannotBeMeant) {
  EXPECT_EQ(refusal_of({"tune", "--backend", "thread"}), "--backend 'thread' is not known; did you mean threads?");
  EXPECT_EQ(refusal_of({"tune", "--kernel", "skalar"}), "--kernel 'skalar' is not known; did you mean scalar?");
  EXPECT_EQ(refusal_of({"tune", "--backend", "serial", "--kernel", "philox"}),
            "--kernel philox does not go with any of these backends; leave it out");
  EXPECT_EQ(refusal_of({"tune", "--samples", "0"}), "--samples 0 leaves nothing to measure; write --samples 1e9");
}

TEST(Tuned, GoesWithNoOptionThatSaysTheSame) {
  for (const auto& [option, value] : std::vector<std::pair<std::string, std::string>>{
           {"--backend", "serial"}, {"--kernel", "scalar"}, {"--workers", "2"}, {"--chunk", "4096"}, {"--device", "0"}})
    EXPECT_EQ(refusal_of({"pi", "--tuned", option, value}),
              "--tuned does not go with " + option + ": tuning has chosen that; leave one of them out");
  EXPECT_EQ(refusal_of({"pi", "--tuned", "--release-gil"}),
            "--tuned does not go with --release-gil: tuning has chosen that; leave one of them out");
  EXPECT_EQ(refusal_of({"pi", "--tuned", "--samples", "5", "--seed", "1"}), "no error");
}

TEST(TuneOptions, TryTheNumbersOfWorkersThatAreNamed) {
  EXPECT_EQ(values_of("workers", {"--backend", "threads", "--workers", "3"}), (std::set<std::string>{"3"}));
  EXPECT_EQ(values_of("workers", {"--backend", "threads", "-w", "4,1"}), (std::set<std::string>{"1", "4"}));
  EXPECT_EQ(values_of("workers", {"--backend", "serial,threads", "-w", "2"}), (std::set<std::string>{"1", "2"}));
}

TEST(TuneOptions, RefuseWorkersThatCannotBeMeant) {
  EXPECT_TRUE(refusal_of({"tune", "--workers", "0"}).starts_with("--workers must be 1 to "));
  EXPECT_EQ(refusal_of({"tune", "--workers", "2,2"}), "--workers names '2' twice; name it once");
  EXPECT_EQ(refusal_of({"tune", "--backend", "serial", "--workers", "2"}),
            "--workers does not go with any of these backends; leave it out");
}

}  // namespace
}  // namespace crossover
