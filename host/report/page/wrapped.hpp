#pragma once

#include <string>
#include <string_view>

namespace crossover {

/// Characters, not bytes, of UTF-8: all but the bytes that continue one.
std::size_t width_of(std::string_view text);

/// A paragraph in lines of at most `width` characters, broken between words, the last without its end of line; those
/// behind the first begin with `indent` spaces, and the first has `taken` characters less. A word that is longer than a
/// line stands on one of its own.
std::string wrapped(std::string_view paragraph, std::size_t width, std::size_t indent = 0, std::size_t taken = 0);

}  // namespace crossover
