// For the emulator of GPU code: what a launch hands to a kernel, and what it must count. Reads a question a line,
// answers each with a line. "arguments KERNEL SEED FIRST LAST BLOCKS THREADS": the parameters' bytes in hex, but for
// the totals' address. "hits SEED FIRST LAST STRIDE": of the blocks FIRST, FIRST + STRIDE, ..., by the reference.
// "misjudged SEED FIRST LAST": the blocks with a point that floats judge wrongly.

#include <cstdint>
#include <cstring>
#include <iostream>
#include <sstream>
#include <string>

#include "kernels/cuda/disc_tests.hpp"
#include "kernels/cuda/fp64_rounds.hpp"
#include "kernels/cuda/philox_thread.hpp"
#include "kernels/cuda/shared_rounds.hpp"
#include "tests/kernels/cuda/emulated_grid.hpp"

namespace crossover::cuda {
namespace {

template <class T>
std::string hex(const T& value) {
  unsigned char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  std::string text;
  for (const unsigned char byte : bytes) {
    text += "0123456789abcdef"[byte / 16];
    text += "0123456789abcdef"[byte % 16];
  }
  return text;
}

/// How many products are on the FP64 pipe changes the code, not its parameters.
std::string arguments(const std::string& kernel, const Launch& launch, const Grid& grid) {
  if (kernel == "curand") return hex(launch) + " " + hex(grid);
  if (kernel == "wide") return hex(PhiloxLaunch<SharedRounds>(launch, grid));
  return hex(PhiloxLaunch<Fp64Rounds<5>>(launch, grid));
}

std::string misjudged(Seed seed, BlockRange blocks) {
  std::string found;
  for (std::uint64_t block = blocks.first; block < blocks.last; ++block) {
    const Words words = words_of_block(seed, block);
    for (const unsigned i : {0U, 1U})
      if (sign_of(distance_by_floats(point_of(words, i))) != hit_by_integers(point_of(words, i)))
        found.append(std::to_string(block)).append(" ");
  }
  return found;
}

std::uint64_t hits(Seed seed, BlockRange blocks, std::uint64_t stride) {
  std::uint64_t sum = 0;
  for (std::uint64_t block = blocks.first; block < blocks.last; block += stride)
    sum += true_hits(seed, {block, block + 1});
  return sum;
}

std::string answer(std::istream& question) {
  std::string what, kernel;
  std::uint64_t seed = 0, stride = 1;
  BlockRange blocks{};
  Grid grid{};
  question >> what;
  if (what == "arguments") question >> kernel;
  question >> seed >> blocks.first >> blocks.last;
  if (what == "arguments") {
    question >> grid.blocks >> grid.threads_per_block;
    return arguments(kernel, {Seed{seed}, blocks}, grid);
  }
  question >> stride;
  return what == "misjudged" ? misjudged(Seed{seed}, blocks) : std::to_string(hits(Seed{seed}, blocks, stride));
}

}  // namespace
}  // namespace crossover::cuda

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream question(line);
    std::cout << crossover::cuda::answer(question) << std::endl;
  }
}
