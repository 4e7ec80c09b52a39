#include "host/cli/choices.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "host/pi/backends/entries.hpp"
#include "host/system/cpus.hpp"
#include "tests/measure/fake_backends.hpp"
#include "tests/system/error_of.hpp"

namespace crossover {
namespace {

using Names = std::vector<std::string>;

TEST(BackendNamed, IsTheRowOfThatName) {
  for (const BackendEntry* entry : backends()) EXPECT_EQ(&backend_named(std::string(entry->name)), entry);
}

TEST(BackendNamed, SuggestsTheNearestName) {
  EXPECT_EQ(message_of([] { backend_named("thread"); }), "--backend 'thread' is not known; did you mean threads?");
}

TEST(BackendNamed, ListsAllNamesWhenNoneIsNear) {
  EXPECT_TRUE(message_of([] {
                backend_named("xyz");
              }).starts_with("--backend 'xyz' is not known; there are serial, threads, "));
}

TEST(BackendNamed, RefusesAsWrongUsage) {
  const auto error = error_of([] { backend_named("Threads"); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code(), ExitCode::usage);
}

TEST(KernelNamed, IsTheRowOfThatName) {
  for (const CpuKernel* kernel : cpu_kernels()) EXPECT_EQ(&kernel_named(std::string(kernel->name)), kernel);
  EXPECT_EQ(message_of([] { kernel_named("simdd"); }), "--kernel 'simdd' is not known; did you mean simd?");
}

TEST(NamesInList, AreThoseBetweenTheCommas) {
  EXPECT_EQ(names_in_list("--backend", "serial"), Names{"serial"});
  EXPECT_EQ(names_in_list("--backend", "serial,threads,openmp"), (Names{"serial", "threads", "openmp"}));
}

TEST(NamesInList, MayEachStandThereOnce) {
  EXPECT_EQ(message_of([] { names_in_list("--backend", "serial,threads,serial"); }),
            "--backend names 'serial' twice; name it once");
}

TEST(NamesInList, MustNotBeEmpty) {
  for (const char* list : {"", ",", "serial,", ",serial", "serial,,threads"}) {
    const std::string refusal = message_of([&] { names_in_list("--backend", list); });
    EXPECT_NE(refusal, "no error") << "for '" << list << "'";
    EXPECT_EQ(refusal.find("twice"), std::string::npos) << refusal;
  }
}

TEST(Workers, AreFromOneToTheMostThereMayBe) {
  EXPECT_EQ(parse_workers("1"), 1U);
  EXPECT_EQ(parse_workers("2^4"), 16U);
  EXPECT_EQ(parse_workers(std::to_string(max_workers)), max_workers);
  for (const char* workers : {"0", "4097", "1e9", "18446744073709551615", "4294967297"})
    EXPECT_EQ(message_of([&] { parse_workers(workers); }),
              "--workers '" + std::string(workers) + "' is not from 1 to 4096; write --workers 8");
}

TEST(Workers, AreTheBackendsOwnNumberUnlessTold) {
  EXPECT_EQ(workers_for(threads_backend, std::nullopt), threads_backend.default_workers());
  EXPECT_EQ(workers_for(threads_backend, "7"), 7U);
}

TEST(Workers, AreOneForABackendThatTakesNone) {
  EXPECT_EQ(workers_for(serial_backend, std::nullopt), 1U);
  EXPECT_TRUE(message_of([] {
                workers_for(serial_backend, "2");
              }).starts_with("--workers '2' does not go with --backend serial"));
}

TEST(SeedChoice, IsAnyOf64Bits) {
  EXPECT_EQ(parse_seed("0"), Seed{0});
  EXPECT_EQ(parse_seed("18446744073709551615"), Seed{18446744073709551615U});
  EXPECT_TRUE(message_of([] { parse_seed("-1"); }).starts_with("--seed '-1' is negative"));
}

TEST(RangeChoice, BeginsAtFirstAndHasSoManySamples) {
  EXPECT_EQ(parse_range("0", "1e9"), (SampleRange{0, 1'000'000'000}));
  EXPECT_EQ(parse_range("1e12", "10G"), (SampleRange{1'000'000'000'000, 1'010'000'000'000}));
  EXPECT_EQ(parse_range("7", "0"), (SampleRange{7, 7}));
}

TEST(RangeChoice, MayReachTheLastSampleButNotPastIt) {
  EXPECT_EQ(parse_range("0", "18446744073709551615").size(), 18446744073709551615U);
  EXPECT_EQ(parse_range("2^63", "9223372036854775807").last, 18446744073709551615U);
  EXPECT_EQ(parse_range("18446744073709551615", "0").size(), 0U);
  EXPECT_EQ(message_of([] { parse_range("2^63", "2^63"); }),
            "--first '2^63' and --samples '2^63' end past sample 18446744073709551614, the last there is; take fewer");
}

TEST(RangeChoice, NamesTheOptionThatIsWrong) {
  EXPECT_TRUE(message_of([] { parse_range("x", "1"); }).starts_with("--first 'x' "));
  EXPECT_TRUE(message_of([] { parse_range("0", "x"); }).starts_with("--samples 'x' "));
}

TEST(RequireUsable, GivesTheReasonAndItsOwnExitCode) {
  EXPECT_EQ(message_of([] { require_usable(serial_backend); }), "no error");
  const auto error = error_of([] { require_usable(not_usable); });
  ASSERT_TRUE(error);
  EXPECT_STREQ(error->what(), "backend 'fancy' cannot run here: no fancy driver; install one");
  EXPECT_EQ(error->code(), ExitCode::unavailable);
}

}  // namespace
}  // namespace crossover
