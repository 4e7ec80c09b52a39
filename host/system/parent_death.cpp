#include "host/system/parent_death.hpp"

#include <sys/prctl.h>

#include <csignal>

namespace crossover {

void die_with_parent() { prctl(PR_SET_PDEATHSIG, SIGKILL); }

}  // namespace crossover
