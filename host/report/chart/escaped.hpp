#pragma once

#include <string>
#include <string_view>

namespace crossover {

/// Text as it may stand in XML and HTML, between tags and in the quotes of an attribute: what is foreign stays text.
/// Control characters that XML cannot hold become U+FFFD.
std::string escaped(std::string_view text);

}  // namespace crossover
