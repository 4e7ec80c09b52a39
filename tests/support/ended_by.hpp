#pragma once

namespace crossover {

/// A result as a signal that stopped it would leave it; 0 for none.
template <class Result>
Result ended_by(int signal, Result result) {
  if constexpr (requires { result.points; })
    result.points.back().signal = signal;
  else
    result.signal = signal;
  return result;
}

}  // namespace crossover
