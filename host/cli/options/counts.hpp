#pragma once

#include <span>
#include <string>
#include <vector>

/// Several numbers of workers, or of GPUs, behind one option.
namespace crossover {

/// Whether that names several: "1..8", "1,2,4".
bool is_range(const std::string& text);
bool is_range_or_list(const std::string& text);

/// "1..8" are all from the one to the other up to 8, then each twice the one before, the `landmarks` between and the
/// end; "1,2,4" are these. `all` is how many "all" is, and `most` the largest number that can be meant. In ascending
/// order. Throws UsageError, which begins with the name of the option.
std::vector<unsigned> parse_counts(const std::string& option, const std::string& text, unsigned all, unsigned most,
                                   std::span<const unsigned> landmarks = {});

}  // namespace crossover
