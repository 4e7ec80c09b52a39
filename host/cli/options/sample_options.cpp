#include "host/cli/options/sample_options.hpp"

#include "host/cli/options/choices.hpp"

namespace crossover {

void SampleOptions::add_to(CLI::App& app) {
  app.add_option("-n,--samples", samples, "how many samples: 1e10, 10_000_000, 2^33, 10G")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--seed", seed, "which stream of samples")->type_name("S")->capture_default_str();
  app.add_option("--first", first, "the first sample's number")->type_name("I")->capture_default_str();
}

Seed SampleOptions::chosen_seed() const { return parse_seed(seed); }

SampleRange SampleOptions::chosen_range() const { return parse_range(first, samples); }

}  // namespace crossover
