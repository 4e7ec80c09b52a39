#include "host/report/disagreement_words.hpp"

#include <fmt/format.h>

#include "host/report/numbers.hpp"

namespace crossover {

std::string sentence_on(const Disagreement& d) {
  const std::string count =
      fmt::format("DISAGREEMENT: {}, kernel {}, counted {} hits in samples [{}, {}), ", name_in_words(d.configuration),
                  d.configuration.kernel->name, d.hits, d.range.first, d.range.last);
  if (!d.other) return count + fmt::format("but {} are right.", d.expected);
  const bool same_kernel = d.other->kernel == d.configuration.kernel;
  if (same_kernel && name_in_words(*d.other) == name_in_words(d.configuration))
    return count + fmt::format("but {} before.", d.expected);
  return count +
         fmt::format("but {}, kernel {}, counted {}.", name_in_words(*d.other), d.other->kernel->name, d.expected);
}

}  // namespace crossover
