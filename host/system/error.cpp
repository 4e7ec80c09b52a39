#include "host/system/error.hpp"

#include <system_error>

namespace crossover {

std::string system_message(int error_number) { return std::generic_category().message(error_number); }

}  // namespace crossover
