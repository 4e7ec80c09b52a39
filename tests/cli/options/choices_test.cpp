#include "host/cli/options/choices.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/cli/options/resource_options.hpp"
#include "host/machine/cpus.hpp"
#include "host/pi/backends/entries.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/fakes/fake_backends.hpp"
#include "tests/support/fakes/fake_sorters.hpp"

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

TEST(KernelFor, IsTheBackendsOwnOfThatNameOrItsFirst) {
  for (const BackendEntry* entry : backends()) {
    EXPECT_EQ(&kernel_for(*entry, std::nullopt), entry->kernels().front());
    for (const Kernel* kernel : entry->kernels()) EXPECT_EQ(&kernel_for(*entry, std::string(kernel->name)), kernel);
  }
}

TEST(KernelFor, SuggestsTheNearestNameOfAll) {
  EXPECT_EQ(message_of([] { kernel_for(threads_backend, "simdd"); }),
            "--kernel 'simdd' is not known; did you mean simd?");
  EXPECT_EQ(message_of([] { kernel_for(threads_backend, "phillox"); }),
            "--kernel 'phillox' is not known; did you mean philox?");
}

TEST(KernelFor, RefusesThatOfAnotherBackend) {
  EXPECT_EQ(message_of([] { kernel_for(threads_backend, "philox"); }),
            "--kernel 'philox' does not go with --backend threads; try --kernel simd");
  EXPECT_EQ(message_of([] { kernel_for(cuda_backend, "simd"); }),
            "--kernel 'simd' does not go with --backend cuda; try --kernel philox");
}

/// A backend with so many devices.
template <int count>
constexpr BackendEntry with_devices{.name = "gadgets",
                                    .summary = "a fake with devices",
                                    .why_unavailable = usable_here,
                                    .default_workers = [] { return 0U; },
                                    .kernels = cpu_kernels,
                                    .devices = [] { return std::vector<Device>(count, {"a gadget"}); },
                                    .make = nullptr};

TEST(Devices, AreThoseNamedOrAll) {
  EXPECT_EQ(devices_for(with_devices<3>, "2,0"), (std::vector<unsigned>{2, 0}));
  EXPECT_TRUE(devices_for(with_devices<3>, "all").empty());
  EXPECT_TRUE(devices_for(with_devices<3>, std::nullopt).empty());
  EXPECT_TRUE(devices_for(threads_backend, std::nullopt).empty());
}

TEST(Devices, MustExistEachOnceAndForABackendThatHasSome) {
  EXPECT_EQ(message_of([] { devices_for(with_devices<3>, "3"); }), "--device '3' does not exist; there are 0 to 2");
  EXPECT_EQ(message_of([] { devices_for(with_devices<1>, "0,1"); }), "--device '1' does not exist; there is 0 alone");
  EXPECT_EQ(message_of([] { devices_for(with_devices<3>, "1,1"); }), "--device names '1' twice; name it once");
  EXPECT_EQ(message_of([] { devices_for(with_devices<3>, "1,01"); }), "--device names 1 twice; name it once");
  EXPECT_EQ(message_of([] { devices_for(threads_backend, "0"); }),
            "--device '0' does not go with --backend threads, which uses none; leave --device out");
  for (const char* wrong : {"", "-1", "x", "0,", "all,0", "18446744073709551616"})
    EXPECT_EQ(error_of([&] { devices_for(with_devices<3>, wrong); })->code(), ExitCode::usage) << wrong;
}

TEST(ConfigurationOf, HasAWorkerForEachDevice) {
  const Kernel& kernel = simd_kernel;
  EXPECT_EQ(configuration_of(with_devices<3>, kernel, {}).workers, 3U);
  EXPECT_EQ(configuration_of(with_devices<3>, kernel, {.devices = "1"}).workers, 1U);
  EXPECT_EQ(configuration_of(threads_backend, kernel, {.workers = "5"}).workers, 5U);
}

TEST(ConfigurationOf, HasTheChunkOfABackendThatTakesOne) {
  EXPECT_EQ(configuration_of(threads_backend, simd_kernel, {.chunk = "2^18"}).chunk, std::uint64_t{1} << 18);
  EXPECT_FALSE(configuration_of(threads_backend, simd_kernel, {}).chunk);
  EXPECT_EQ(message_of([] { configuration_of(threads_backend, simd_kernel, {.chunk = "0"}); }),
            "--chunk 0 holds no sample; write --chunk 1 or more");
  EXPECT_EQ(message_of([] { configuration_of(serial_backend, simd_kernel, {.chunk = "9"}); }),
            "--chunk '9' does not go with --backend serial; leave --chunk out");
}

TEST(ConfigurationOf, ReleasesALockOnlyWhereThereIsOne) {
  EXPECT_EQ(message_of([] { configuration_of(threads_backend, simd_kernel, {.release_gil = true}); }),
            "--release-gil does not go with --backend threads, which has no such lock; leave it out");
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
              "--workers must be 1 to 4096, not '" + std::string(workers) + "'; write --workers 8");
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

TEST(SorterNamed, IsTheRowOfThatName) {
  for (const SorterEntry* entry : sorters()) EXPECT_EQ(&sorter_named(std::string(entry->name)), entry);
  EXPECT_EQ(message_of([] { sorter_named("st"); }), "--sorter 'st' is not known; did you mean std?");
}

TEST(RequireUsable, GivesTheReasonOfASorterToo) {
  const auto error = error_of([] { require_usable(unusable_sorter); });
  ASSERT_TRUE(error);
  EXPECT_STREQ(error->what(), "sorter 'fancy' cannot run here: no driver; install one");
  EXPECT_EQ(error->code(), ExitCode::unavailable);
}

TEST(ParseCount, IsFromOneToTheMost) {
  EXPECT_EQ(parse_count("--arrays", "1", 5, "2"), 1U);
  EXPECT_EQ(parse_count("--arrays", "5", 5, "2"), 5U);
  for (const char* wrong : {"0", "6", "4294967297"})
    EXPECT_EQ(message_of([&] { parse_count("--arrays", wrong, 5, "2"); }),
              "--arrays must be 1 to 5, not '" + std::string(wrong) + "'; write --arrays 2");
}

}  // namespace
}  // namespace crossover
