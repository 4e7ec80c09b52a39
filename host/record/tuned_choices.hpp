#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/tune/tuning.hpp"

/// What tuning has found, kept for later runs: pure functions between its file's content and values.
namespace crossover {

/// Where a choice was measured, and with which program: it says nothing of others.
struct TunedFor {
  struct Place {
    std::string cpu;
    unsigned usable_cpus = 1;
    std::optional<double> cpu_quota = {};
    std::vector<std::string> devices = {};  ///< Of all backends: "cuda device 0: NVIDIA H200, ...".

    friend bool operator==(const Place&, const Place&) = default;
  } machine;
  struct Program {
    std::string version, commit, compiler, type;

    friend bool operator==(const Program&, const Program&) = default;
  } build;
};

TunedFor this_machine_and_build();

/// The best way to count so many samples, by names, as the command line has them.
struct TunedChoice {
  std::uint64_t samples;
  std::string backend, kernel;
  unsigned workers;
  std::optional<std::uint64_t> chunk;
  double seconds;  ///< What a run took.
  TunedFor measured;
};

/// `tuning` must have a choice.
TunedChoice tuned_choice(const Tuning& tuning, const TunedFor& measured);

std::string render(const std::vector<TunedChoice>& choices);

struct KeptChoices {
  std::vector<TunedChoice> choices;
  std::vector<std::string> left_out;  ///< Why others could not be read: "choice 2 cannot be used: it is damaged".
};

/// The inverse. Throws Error, which says in what way the content is none that was rendered.
KeptChoices parse_tuned_choices(const std::string& content);

/// The choices with a new one, which takes the place of that for as many samples on its machine.
std::vector<TunedChoice> with(std::vector<TunedChoice> choices, const TunedChoice& choice);

/// Of the choices of this machine and build that for the number of samples nearest to `samples`, ten times as many or
/// few at most. Throws Error, which says why there is none.
const TunedChoice& nearest(const std::vector<TunedChoice>& choices, std::uint64_t samples, const TunedFor& here);

}  // namespace crossover
