#pragma once

#include <string>
#include <vector>

#include "host/report/json.hpp"

namespace crossover {

/// What a result says, in a sentence.
struct ShortAnswer {
  std::string text;
  std::string figure = {};  ///< The id of the group of figures that shows it; empty for none.
};

/// The answer to what was asked, in one to three sentences, from its document alone. A busy machine is said first.
std::vector<ShortAnswer> short_answers(const Json& document);

/// "1 slower, 0 faster, of 4 runs": what became of the runs that a baseline has too, by a document's member of that
/// name.
std::string describe_changes(const Json& baseline);

/// What to type next.
std::string next_command(const Json& document);

}  // namespace crossover
