#pragma once

#include <cstddef>

namespace crossover {

/// Characters that a line of a terminal holds, by `COLUMNS` or else by what the terminal says; 80 where neither tells.
std::size_t terminal_columns(int file_descriptor);

/// Characters that a line on standard output shall have at most: those of the terminal, but 80 at least; 100 where it
/// is none, or `COLUMNS` where that is less.
std::size_t output_columns();

}  // namespace crossover
