#pragma once

namespace crossover {

/// Gives the main thread back the CPUs that the process was started with. The OpenMP runtime takes all but one of them
/// from it when it is loaded, before main, if OMP_PROC_BIND or OMP_PLACES say so; every thread that is started later
/// would inherit that. OpenMP's own threads are bound all the same.
void restore_affinity();

}  // namespace crossover
