#include "host/pi/processes/serve.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/files/write_all.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/pi/processes/protocol.hpp"
#include "host/pi/run.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

/// A signal that comes just before the wait begins does not end it: it is seen so much later at the latest.
constexpr int max_wait_ms = 1000;

class Serving {
 public:
  Serving(const Kernel& kernel, const std::function<bool()>& go_on)
      : go_on_(go_on), backend_(serial_backend.make({kernel, 1})) {}

  void carry_out() {
    while (answer_lines() && wait_for_input())
      if (!read_some()) {
        if (!input_.rest().empty()) answer(input_.rest());
        return;
      }
  }

 private:
  // Each step answers whether to go on.

  bool answer_lines() {
    while (const auto line = input_.next())
      if (!answer(*line)) return false;
    return true;
  }

  bool answer(const std::string& line) {
    ++lines_;
    const auto request = request_in(line);
    if (!request)
      throw UsageError(fmt::format(
          "line {} of standard input is not 'seed first last', the last at least the first, as in 42 0 1000000; see "
          "crossover worker --help",
          lines_));
    const Tally counted = run(*backend_, request->seed, request->range, pace_,
                              [this](const Tally&) { return go_on_() && somebody_reads(); });
    return counted.range == request->range && write_out(line_of(counted.hits));
  }

  bool wait_for_input() const {
    while (go_on_()) {
      pollfd input{STDIN_FILENO, POLLIN, 0};
      if (poll(&input, 1, max_wait_ms) > 0) return true;
    }
    return false;
  }

  /// False at the end of the input.
  bool read_some() {
    std::array<char, 4096> piece;
    const ssize_t n = read(STDIN_FILENO, piece.data(), piece.size());
    if (n > 0) input_.add({piece.data(), static_cast<std::size_t>(n)});
    if (n < 0 && errno != EINTR && errno != EAGAIN)
      throw Error(fmt::format("cannot read standard input: {}", system_message(errno)));
    return n != 0;
  }

  static bool somebody_reads() {
    pollfd output{STDOUT_FILENO, 0, 0};
    return poll(&output, 1, 0) <= 0 || (output.revents & (POLLERR | POLLHUP)) == 0;
  }

  static bool write_out(std::string_view text) {
    if (write_all(STDOUT_FILENO, text)) return true;
    if (errno == EPIPE) return false;
    throw Error(fmt::format("cannot write to standard output: {}", system_message(errno)));
  }

  const std::function<bool()>& go_on_;
  std::unique_ptr<Backend> backend_;
  Pace pace_{batch_seconds, backend_->first_batch()};
  LineBuffer input_;
  std::uint64_t lines_ = 0;
};

}  // namespace

ChildCommand command_of_worker(const Kernel& kernel) {
  return {.program = this_program,
          .arguments = {"crossover", "worker", "--kernel", std::string(kernel.name)},
          .environment = {std::string(worker_mark) + "=1"}};
}

const Kernel* kernel_to_serve_with(std::span<const char* const> arguments) {
  if (arguments.empty()) return nullptr;
  for (const Kernel* kernel : cpu_kernels()) {
    const std::vector<std::string> expected = command_of_worker(*kernel).arguments;
    if (std::equal(arguments.begin() + 1, arguments.end(), expected.begin() + 1, expected.end())) return kernel;
  }
  return nullptr;
}

void serve_hits(const Kernel& kernel, const std::function<bool()>& go_on) { Serving(kernel, go_on).carry_out(); }

void end_worker_process(int exit_code) { _exit(exit_code); }

}  // namespace crossover
