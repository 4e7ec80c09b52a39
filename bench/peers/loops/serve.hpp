// The C++ side of the line protocol; serve.py is the Python side and describes it.
#pragma once

#include <chrono>
#include <cstdint>
#include <iostream>
#include <string>

inline void say_ready(const std::string& note = "") {
  std::cout.precision(9);
  std::cout << R"(ready {"versions": {"g++": ")" << __VERSION__ << R"("}, "note": ")" << note << R"("})" << std::endl;
}

/// Answers every N on stdin with `count(N)` and its seconds, until stdin ends.
template <class Count>
int serve(Count count) {
  say_ready();
  for (std::uint64_t samples; std::cin >> samples;) {
    const auto started = std::chrono::steady_clock::now();
    const std::uint64_t hits = count(samples);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - started;
    std::cout << hits << ' ' << seconds.count() << std::endl;
  }
  return 0;
}
