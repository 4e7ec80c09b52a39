#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "host/cli/request.hpp"
#include "tests/support/carry_out.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

TEST(Parse, MakesTheWorkOfACommandAndItsOptions) {
  const Document document =
      carry_out({"pi", "--samples", "1e3", "--seed=42", "--backend", "serial", "--kernel", "scalar"});
  const auto rows = rows_of_csv(document.csv);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].at("backend"), "serial");
  EXPECT_EQ(rows[0].at("kernel"), "scalar");
  EXPECT_EQ(rows[0].at("samples"), "1000");
  EXPECT_EQ(rows[0].at("hits"), "798");
}

TEST(Parse, ReadsWhereResultsShallGo) {
  const Request request = parse({"pi", "--json", "-", "--csv=a.csv", "--quiet"});
  EXPECT_EQ(request.outputs.json, "-");
  EXPECT_EQ(request.outputs.csv, "a.csv");
  EXPECT_TRUE(request.outputs.quiet);
  EXPECT_FALSE(request.outputs.markdown);
}

TEST(Parse, TakesAnythingAfterAnOptionForItsValue) {
  EXPECT_EQ(parse({"pi", "--json", "a b=c,d"}).outputs.json, "a b=c,d");
  EXPECT_EQ(parse({"pi", "--json=--x"}).outputs.json, "--x");
  EXPECT_EQ(parse({"pi", "--json", "[a]"}).outputs.json, "[a]");
}

TEST(Parse, ComparesEveryBackendWithoutArguments) { EXPECT_TRUE(parse({}).carry_out); }

TEST(Parse, ComparesWhatIsNamed) {
  const Document document = carry_out({"compare", "--samples", "1000", "--backend", "serial,threads", "--kernel",
                                       "scalar,simd", "--workers", "2", "--time-limit", "0"});
  const auto rows = rows_of_csv(document.csv);
  ASSERT_EQ(rows.size(), 4U);
  for (const auto& row : rows) EXPECT_EQ(row.at("hits"), "798");
  EXPECT_EQ(rows[0].at("workers"), "1");
  EXPECT_EQ(rows[1].at("workers"), "2");
  EXPECT_EQ(rows[1].at("kernel"), "scalar");
  EXPECT_EQ(rows[3].at("kernel"), "simd");
}

TEST(Parse, RefusesAnUnknownCommand) {
  EXPECT_EQ(refusal_of({"pie"}), "command 'pie' is not known; did you mean pi?");
  EXPECT_EQ(refusal_of({"compar", "--samples", "5"}), "command 'compar' is not known; did you mean compare?");
  EXPECT_TRUE(refusal_of({"fly"}).starts_with("command 'fly' is not known; there are pi, compare, "));
  EXPECT_TRUE(refusal_of({""}).starts_with("command '' is not known; there are "));
}

TEST(Parse, TakesANumberInAPlaceOfACommandForSamples) {
  EXPECT_EQ(refusal_of({"1e9"}), "command '1e9' is not known; did you mean crossover compare --samples 1e9?");
}

TEST(Parse, TakesShortOptions) {
  for (const Arguments& arguments :
       {Arguments{"pi", "-n", "1e3", "-b", "threads", "-w", "1", "-q"},
        Arguments{"pi", "-n1e3", "-bthreads", "-w1", "-q"}, Arguments{"pi", "-n=1e3", "-b=threads", "-w=1"}}) {
    const auto rows = rows_of_csv(carry_out(arguments).csv);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].at("samples"), "1000");
    EXPECT_EQ(rows[0].at("backend"), "threads");
    EXPECT_EQ(rows[0].at("workers"), "1");
  }
  EXPECT_TRUE(parse({"pi", "-q"}).outputs.quiet);
}

TEST(Parse, RefusesShortOptionsLikeLongOnes) {
  EXPECT_EQ(refusal_of({"pi", "-n", "5", "--samples", "5"}), "--samples is given twice; give it once");
  EXPECT_EQ(refusal_of({"pi", "-n"}), "-n needs a value: -n N");
  EXPECT_EQ(refusal_of({"pi", "-n="}), "-n needs a value: -n N");
  EXPECT_EQ(refusal_of({"pi", "-q=1"}), "--quiet takes no value; write it without '='");
  EXPECT_EQ(refusal_of({"pi", "-qb"}), "option '-qb' is not known; see crossover pi --help");
  EXPECT_EQ(refusal_of({"pi", "-x5"}), "option '-x5' is not known; see crossover pi --help");
}

TEST(Parse, KnowsWhatOtherProgramsCallAnOption) {
  EXPECT_EQ(refusal_of({"pi", "--threads", "4"}), "option '--threads' is not known; did you mean --workers?");
  EXPECT_EQ(refusal_of({"compare", "-j", "4"}), "option '-j' is not known; did you mean --workers?");
  EXPECT_EQ(refusal_of({"compare", "--timeout=4"}), "option '--timeout' is not known; did you mean --time-limit?");
  EXPECT_EQ(refusal_of({"devices", "--threads", "4"}), "option '--threads' is not known; see crossover devices --help");
}

TEST(Parse, RefusesAnUnknownOption) {
  EXPECT_EQ(refusal_of({"pi", "--sample", "5"}), "option '--sample' is not known; did you mean --samples?");
  EXPECT_EQ(refusal_of({"pi", "--sample=5"}), "option '--sample' is not known; did you mean --samples?");
  EXPECT_EQ(refusal_of({"pi", "-samples", "5"}), "option '-samples' is not known; did you mean --samples?");
  EXPECT_EQ(refusal_of({"pi", "--colour"}), "option '--colour' is not known; see crossover pi --help");
  EXPECT_EQ(refusal_of({"pi", "-s", "5"}), "option '-s' is not known; see crossover pi --help");
  EXPECT_EQ(refusal_of({"pi", "--"}), "option '--' is not known; see crossover pi --help");
}

TEST(Parse, RefusesAnOptionOfAnotherCommand) {
  EXPECT_EQ(refusal_of({"pi", "--time-limit", "5"}), "option '--time-limit' is not known; see crossover pi --help");
  EXPECT_EQ(refusal_of({"devices", "--samples", "5"}), "option '--samples' is not known; see crossover devices --help");
}

TEST(Parse, RefusesAnOptionBeforeAnyCommand) {
  EXPECT_EQ(refusal_of({"--samples", "5"}), "write the command first: crossover compare --samples 5");
  EXPECT_EQ(refusal_of({"-q"}), "write the command first: crossover compare -q");
  EXPECT_EQ(refusal_of({"--json", "a b"}), "write the command first: crossover compare --json 'a b'");
}

TEST(Parse, RefusesAnOptionThatIsGivenTwice) {
  EXPECT_EQ(refusal_of({"pi", "--samples", "5", "--samples", "5"}), "--samples is given twice; give it once");
  EXPECT_EQ(refusal_of({"pi", "--samples=5", "--seed", "1", "--samples=6"}), "--samples is given twice; give it once");
  EXPECT_EQ(refusal_of({"pi", "--quiet", "--quiet"}), "--quiet is given twice; give it once");
}

TEST(Parse, RefusesAMissingValue) {
  EXPECT_EQ(refusal_of({"pi", "--samples"}), "--samples needs a value: --samples N");
  EXPECT_EQ(refusal_of({"pi", "--samples="}), "--samples needs a value: --samples N");
  EXPECT_EQ(refusal_of({"pi", "--quiet", "--json"}), "--json needs a value: --json FILE|-");
}

TEST(Parse, RefusesAnEmptyValueHoweverItIsGiven) {
  for (const char* option : {"--samples", "--seed", "--first", "--backend", "--kernel", "--workers"})
    EXPECT_NE(refusal_of({"pi", option, ""}), "no error") << option;
  for (const char* option : {"--backend", "--kernel", "--workers", "--time-limit"})
    EXPECT_NE(refusal_of({"compare", option, ""}), "no error") << option;
}

TEST(Parse, RefusesAValueForAFlag) {
  EXPECT_EQ(refusal_of({"pi", "--quiet=1"}), "--quiet takes no value; write it without '='");
  EXPECT_EQ(refusal_of({"pi", "--quiet="}), "--quiet takes no value; write it without '='");
  EXPECT_EQ(refusal_of({"pi", "--quiet", "1"}), "'1' is not expected here; did you mean --samples 1?");
}

TEST(Parse, RefusesAWordThatBelongsToNoOption) {
  EXPECT_EQ(refusal_of({"pi", "1e9"}), "'1e9' is not expected here; did you mean --samples 1e9?");
  EXPECT_EQ(refusal_of({"pi", "--samples", "5", "6"}), "'6' is not expected here; did you mean --samples 6?");
  EXPECT_EQ(refusal_of({"sort", "1e6"}), "'1e6' is not expected here; did you mean --keys 1e6?");
  EXPECT_EQ(refusal_of({"selftest", "3"}), "'3' is not expected here; see crossover selftest --help");
  EXPECT_EQ(refusal_of({"lesson", "1", "2"}), "'2' is not expected here; see crossover lesson --help");
  EXPECT_EQ(refusal_of({"pi", "-"}), "'-' is not expected here; see crossover pi --help");
  EXPECT_EQ(refusal_of({"pi", ""}), "'' is not expected here; see crossover pi --help");
}

TEST(Parse, RefusesAnOptionInThePlaceOfAValue) {
  EXPECT_EQ(refusal_of({"pi", "--samples", "--seed"}), "--samples needs a value: --samples N");
  EXPECT_EQ(refusal_of({"pi", "--samples", "--seed", "7"}), "--samples needs a value: --samples N");
}

TEST(Parse, RefusesValuesThatCannotBeMeantBeforeAnyWork) {
  EXPECT_TRUE(refusal_of({"pi", "--samples", "-1"}).starts_with("--samples '-1' is negative; "));
  EXPECT_TRUE(refusal_of({"pi", "--samples=-1"}).starts_with("--samples '-1' is negative; "));
  EXPECT_TRUE(refusal_of({"pi", "--backend", "thread"}).starts_with("--backend 'thread' is not known; "));
  EXPECT_TRUE(refusal_of({"pi", "--workers", "0"}).starts_with("--workers must be 1 to "));
  EXPECT_TRUE(refusal_of({"compare", "--kernel", "simd,simd"}).starts_with("--kernel names 'simd' twice; "));
  EXPECT_TRUE(refusal_of({"compare", "--time-limit", "soon"}).starts_with("--time-limit 'soon' is not a number "));
}

TEST(Parse, RefusesInOneLineWhateverIsTyped) {
  const std::string nasty = "-\n\033[2J\t" + std::string(1000, 'x');
  for (const Arguments& arguments : {Arguments{nasty}, Arguments{"x" + nasty}, Arguments{"pi", nasty},
                                     Arguments{"pi", "x" + nasty}, Arguments{"pi", "--samples", nasty},
                                     Arguments{"pi", "--samples=" + nasty}, Arguments{"pi", "--backend", nasty}}) {
    const std::string refusal = refusal_of(arguments);
    EXPECT_LT(refusal.size(), 250U) << refusal;
    for (const char c : refusal) ASSERT_GE(c, ' ') << refusal;
  }
}

}  // namespace
}  // namespace crossover
