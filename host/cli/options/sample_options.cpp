#include "host/cli/options/sample_options.hpp"

#include "host/cli/options/choices.hpp"
#include "host/cli/options/size_range.hpp"

namespace crossover {
namespace {

void add_seed_and_first(CLI::App& app, std::string& seed, std::string& first) {
  app.add_option("--seed", seed, "which stream of samples")->type_name("S")->capture_default_str();
  app.add_option("--first", first, "the first sample's number")->type_name("I")->capture_default_str();
}

}  // namespace

void SampleOptions::add_to(CLI::App& app) {
  app.add_option("-n,--samples", samples, "how many samples: 1e10, 10_000_000, 2^33, 10G")
      ->type_name("N")
      ->capture_default_str();
  add_seed_and_first(app, seed, first);
}

Seed SampleOptions::chosen_seed() const { return parse_seed(seed); }

SampleRange SampleOptions::chosen_range() const { return parse_range(first, samples); }

void SampleSizesOptions::add_to(CLI::App& app) {
  app.add_option("-n,--samples", sizes,
                 "how many samples: 1e9; a range, of which some sizes are taken, 1e3..1e9 unless told; or a list")
      ->type_name("N|A..B|N,...");
  app.add_option("--points-per-decade", points_per_decade, "sizes of a range for a factor of ten")
      ->type_name("N")
      ->capture_default_str();
  add_seed_and_first(app, seed, first);
}

Seed SampleSizesOptions::chosen_seed() const { return parse_seed(seed); }

std::vector<std::uint64_t> SampleSizesOptions::chosen_sizes(const std::string& usual) const {
  return parse_sizes("--samples", sizes.value_or(usual),
                     parse_count("--points-per-decade", points_per_decade, 50, "3"));
}

SampleRange SampleSizesOptions::chosen_range(std::uint64_t size) const {
  return parse_range(first, std::to_string(size));
}

}  // namespace crossover
