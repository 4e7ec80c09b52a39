#pragma once

#include <exception>
#include <system_error>
#include <thread>

namespace crossover {

/// Does something in a thread that is started for it, and waits for that. OpenMP keeps its threads for each thread that
/// has led some, until that one ends: so work that starts OpenMP's threads begins anew there. Throws what the work
/// throws. Where no thread can be started, the calling thread does it.
template <class Work>
void in_own_thread(const Work& work) {
  std::exception_ptr failure;
  std::thread thread;
  try {
    thread = std::thread([&] {
      try {
        work();
      } catch (...) {
        failure = std::current_exception();
      }
    });
  } catch (const std::system_error&) {
    work();
    return;
  }
  thread.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace crossover
