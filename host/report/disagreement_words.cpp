#include "host/report/disagreement_words.hpp"

#include <fmt/format.h>

#include "host/report/numbers.hpp"

namespace crossover {

std::string describe(const Disagreement& d) {
  const std::string count = fmt::format("DISAGREEMENT: {}, kernel {}, counted {} hits in samples [{}, {}), ",
                                        describe_configuration(d.configuration), d.configuration.kernel->name, d.hits,
                                        d.range.first, d.range.last);
  if (!d.other) return count + fmt::format("but {} are right.", d.expected);
  const bool same_kernel = d.other->kernel == d.configuration.kernel;
  if (same_kernel && describe_configuration(*d.other) == describe_configuration(d.configuration))
    return count + fmt::format("but {} before.", d.expected);
  return count + fmt::format("but {}, kernel {}, counted {}.", describe_configuration(*d.other), d.other->kernel->name,
                             d.expected);
}

}  // namespace crossover
