#pragma once

namespace crossover {

/// From now on this process is killed when the thread that started it ends, also while it is stopped. Only for a child
/// whose parent knows that: a parent that goes on when that thread ends would lose it.
void die_with_parent();

}  // namespace crossover
