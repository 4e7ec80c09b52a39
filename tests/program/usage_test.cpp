#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/program/support/run_program.hpp"

namespace crossover {
namespace {

/// A command line that cannot be meant, and what the one line about it must say.
struct Misuse {
  std::string name;
  Arguments arguments;
  std::vector<std::string> said;
};

void PrintTo(const Misuse& misuse, std::ostream* stream) { *stream << misuse.name; }

class Usage : public testing::TestWithParam<Misuse> {};

TEST_P(Usage, IsRefusedInOneLineThatNamesTheCulprit) {
  const Outcome refused = run(GetParam().arguments);
  EXPECT_EQ(refused.exit_code, 2) << refused;
  EXPECT_EQ(refused.out, "");
  ASSERT_EQ(lines_of(refused.err).size(), 1U) << refused;
  EXPECT_TRUE(refused.err.starts_with("crossover: ") && refused.err.ends_with('\n')) << refused;
  EXPECT_LT(refused.err.size(), 300U) << refused;
  for (const std::string& part : GetParam().said)
    EXPECT_NE(refused.err.find(part), std::string::npos) << part << " is not in\n" << refused;
}

Misuse samples(const std::string& name, const std::string& value, const std::string& why = "") {
  return {"Samples" + name, {"pi", "--samples", value}, {"--samples", why}};
}

INSTANTIATE_TEST_SUITE_P(
    OfSamples, Usage,
    testing::Values(samples("Negative", "-1", "'-1' is negative"), samples("WithPlus", "+5", "'+5'"),
                    samples("Empty", "", "''"), samples("WithUnknownSuffix", "5x", "'5x'"),
                    samples("Hexadecimal", "0x10", "'0x10'"), samples("Fraction", "1.5", "not a whole number"),
                    samples("HugeExponent", "1e400", "more than 18446744073709551615"), samples("Nan", "nan", "'nan'"),
                    samples("Infinite", "inf", "'inf'"), samples("TwoToThe64", "2^64", "more than"),
                    samples("TenToThe20", "1e20", "more than"),
                    samples("OneTooMany", "18446744073709551616", "more than"), samples("WithSpace", " 7", "' 7'"),
                    samples("WithTrailingSpace", "7 ", "'7 '"), samples("WithNewline", "7\n", "'7?'"),
                    samples("WithEscape", "\033[31m", "'?[31m'"), samples("Underscores", "_1", "'_1'"),
                    samples("ExponentAlone", "e5", "'e5'"), samples("PowerAlone", "2^", "'2^'"),
                    samples("NegativeExponent", "1e-3", "'1e-3'"), samples("SuffixTwice", "1GG", "'1GG'"),
                    // The kernel takes 128 KiB as one argument.
                    samples("WithMoreDigitsThanAnyMemory", std::string(131'000, '9'), "more than"),
                    samples("WithAnEndlessExponent", "1e" + std::string(131'000, '9'), "more than"),
                    samples("WithAnEndlessFraction", "1." + std::string(131'000, '3'), "whole number")),
    [](const auto& param) { return param.param.name; });

Misuse pi(const std::string& name, const Arguments& arguments, const std::vector<std::string>& said) {
  Misuse misuse{name, {"pi"}, said};
  misuse.arguments.insert(misuse.arguments.end(), arguments.begin(), arguments.end());
  return misuse;
}

INSTANTIATE_TEST_SUITE_P(
    OfOptions, Usage,
    testing::Values(
        pi("PastTheEnd", {"--first", "18446744073709551615", "--samples", "1"}, {"--first", "--samples", "past"}),
        pi("PastTheEndByFar", {"--first", "2^63", "--samples", "2^63"}, {"--first", "--samples", "past"}),
        pi("SeedTooLarge", {"--seed", "2^64"}, {"--seed", "more than"}),
        pi("SeedNegative", {"--seed", "-1"}, {"--seed", "negative"}),
        pi("FirstIsNoNumber", {"--first", "two"}, {"--first", "'two'"}),
        pi("WorkersNone", {"--workers", "0"}, {"--workers must be", "'0'"}),
        pi("WorkersNegative", {"--workers", "-1"}, {"--workers '-1'"}),
        pi("WorkersTooMany", {"--workers", "1e9"}, {"--workers must be", "'1e9'", "4096"}),
        pi("WorkersPastAnInteger", {"--workers", "4294967297"}, {"--workers must be", "'4294967297'"}),
        pi("WorkersForSerial", {"--workers", "2", "--backend", "serial"}, {"--workers", "serial"}),
        pi("BackendMistyped", {"--backend", "thread"}, {"--backend 'thread'", "did you mean threads?"}),
        pi("BackendUnknown", {"--backend", "quantum"}, {"--backend 'quantum'", "serial", "threads"}),
        pi("BackendEmpty", {"--backend", ""}, {"--backend ''"}),
        pi("BackendInCapitals", {"--backend", "SERIAL"}, {"--backend 'SERIAL'"}),
        pi("BackendList", {"--backend", "serial,threads"}, {"--backend 'serial,threads'"}),
        pi("KernelMistyped", {"--kernel", "skalar"}, {"--kernel 'skalar'", "did you mean scalar?"}),
        pi("KernelUnknown", {"--kernel", "quantum"}, {"--kernel 'quantum'", "simd", "scalar"}),
        pi("OptionMistyped", {"--sampels", "5"}, {"'--sampels'", "did you mean --samples?"}),
        pi("OptionUnknown", {"--frobnicate"}, {"'--frobnicate'", "--help"}),
        pi("OptionOfOneLetter", {"-x", "5"}, {"'-x'"}),
        pi("OptionWithOneDash", {"-samples", "5"}, {"'-samples'", "--samples"}),
        pi("OptionTwice", {"--samples", "1", "--samples", "2"}, {"--samples", "twice"}),
        pi("OptionTwiceInTwoWays", {"--samples=1", "--samples", "2"}, {"--samples", "twice"}),
        pi("FlagTwice", {"--quiet", "--quiet"}, {"--quiet", "twice"}),
        pi("FlagWithValue", {"--quiet=no"}, {"--quiet", "no value"}),
        pi("OptionWithoutValueBehindEquals", {"--samples="}, {"--samples", "value"}),
        pi("OptionWithoutValueAtTheEnd", {"--backend", "serial", "--samples"}, {"--samples", "value"}),
        pi("OptionWithoutValueBeforeAnother", {"--samples", "--quiet"}, {"--samples"}),
        pi("StrayWord", {"1000"}, {"'1000'"}), pi("StrayWordAtTheEnd", {"--samples", "5", "now"}, {"'now'"}),
        pi("EmptyWord", {""}, {"''"}), pi("TwoDashes", {"--"}, {"'--'"}), pi("OneDash", {"-"}, {"'-'"}),
        pi("JsonAndCsvOnStdout", {"--json", "-", "--csv", "-"}, {"--json", "--csv"}),
        pi("JsonAndMarkdownOnStdout", {"--json", "-", "--markdown"}, {"--json", "--markdown"}),
        pi("JsonAndCsvInOneFile", {"--json", "x", "--csv", "x"}, {"--json", "--csv"}),
        pi("JsonWithoutName", {"--json", ""}, {"--json"}), pi("LongWord", {std::string(100'000, 'x')}, {"'xxx"})),
    [](const auto& param) { return param.param.name; });

INSTANTIATE_TEST_SUITE_P(
    OfCommands, Usage,
    testing::Values(
        Misuse{"CommandMistyped", {"compar"}, {"'compar'", "did you mean compare?"}},
        Misuse{"CommandUnknown", {"frobnicate"}, {"'frobnicate'", "pi", "compare"}},
        Misuse{"CommandEmpty", {""}, {"''"}},
        Misuse{
            "OptionBeforeAnyCommand", {"--samples", "5"}, {"write the command first", "crossover compare --samples 5"}},
        Misuse{"CompareBackendTwice", {"compare", "--backend", "serial,serial"}, {"--backend", "'serial'"}},
        Misuse{"CompareBackendUnknown", {"compare", "--backend", "serial,thread"}, {"'thread'", "threads?"}},
        Misuse{"CompareBackendEmpty", {"compare", "--backend", "serial,"}, {"--backend", "empty name"}},
        Misuse{"CompareKernelUnknown", {"compare", "--kernel", "simd,x"}, {"--kernel", "'x'"}},
        Misuse{"CompareTimeLimit", {"compare", "--time-limit", "-1"}, {"--time-limit", "negative"}},
        Misuse{"CompareWorkers", {"compare", "--workers", "0"}, {"--workers must be", "'0'"}},
        Misuse{"DevicesStrayWord", {"devices", "all"}, {"'all'"}},
        Misuse{"SelftestSamples", {"selftest", "--samples", "5"}, {"'--samples'"}}),
    [](const auto& param) { return param.param.name; });

Misuse sort(const std::string& name, const Arguments& arguments, const std::vector<std::string>& said) {
  Misuse misuse{"Sort" + name, {"sort"}, said};
  misuse.arguments.insert(misuse.arguments.end(), arguments.begin(), arguments.end());
  return misuse;
}

INSTANTIATE_TEST_SUITE_P(
    OfSort, Usage,
    testing::Values(sort("KeysNegative", {"--keys", "-1"}, {"--keys '-1'", "negative"}),
                    sort("KeysBackwards", {"--keys", "1e4..1e3"}, {"--keys '1e4..1e3'", "backwards"}),
                    sort("KeysFromZero", {"--keys", "0..1e3"}, {"--keys '0..1e3'", "begin at 1"}),
                    sort("KeysHalfARange", {"--keys", "1e3.."}, {"--keys '1e3..'", "1e3..1e7"}),
                    sort("KeysOfFourDots", {"--keys", "1....2"}, {"--keys"}),
                    sort("TypeMistyped", {"--type", "f46"}, {"--type 'f46'", "f64"}),
                    sort("DistributionMistyped", {"--distribution", "uniforme"}, {"did you mean uniform?"}),
                    sort("SorterUnknown", {"--sorter", "bogo"}, {"--sorter 'bogo'", "std"}),
                    sort("SharingUnknown", {"--sharing", "socialist"}, {"--sharing 'socialist'", "both"}),
                    sort("ArraysNone", {"--arrays", "0"}, {"--arrays must be", "'0'"}),
                    sort("PointsNone", {"--points-per-decade", "0"}, {"--points-per-decade must be", "'0'"}),
                    sort("SharingForParallel", {"--sharing", "pool", "--sorter", "parallel"}, {"add sequential"}),
                    sort("WorkersForNone", {"--workers", "2", "--sorter", "std", "--sharing", "both"},
                         {"--workers", "leave it out"}),
                    sort("Samples", {"--samples", "5"}, {"'--samples'"})),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace crossover
