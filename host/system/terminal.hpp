#pragma once

#include <cstddef>
#include <functional>

namespace crossover {

/// Characters that a line of a terminal holds, by `COLUMNS` or else by what the terminal says; 80 where neither tells.
std::size_t terminal_columns(int file_descriptor);

/// Characters that a line on standard output shall have at most: those of the terminal, but 80 at least; 100 where it
/// is none, or `COLUMNS` where that is less.
std::size_t output_columns();

/// Waits until a line on standard input ends, or the input does, or `stop` says so; it is asked about every 0.1 s.
/// False where there is no line any more.
bool wait_for_line(const std::function<bool()>& stop);

}  // namespace crossover
