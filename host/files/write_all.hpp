#pragma once

#include <string_view>

namespace crossover {

/// Writes all of it, also where the file is one that would rather not block. False where that fails; errno says why.
bool write_all(int fd, std::string_view content);

}  // namespace crossover
