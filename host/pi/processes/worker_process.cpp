#include "host/pi/processes/worker_process.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace crossover {

void WorkerProcess::ask(Seed seed, SampleRange range) {
  if (owed_.empty()) {
    receive({});  // what comes before the question is no answer to it
    silent_seconds_ = 0;
    if (has_answered_) note(Activity::waiting_for_chunk);
  }
  owed_.push_back(range);
  unsent_ += line_of({seed, range});
  send();
}

pollfd WorkerProcess::to_poll() const {
  if (!unsent_.empty()) return {child_.input(), POLLOUT, 0};
  return {child_.output(), POLLIN, 0};
}

void WorkerProcess::exchange(const OnAnswer& on_answer) {
  send();
  receive(on_answer);
}

void WorkerProcess::note_silence(double seconds, double max_patience) {
  if (owed_.empty() || is_lost()) return;
  silent_seconds_ += seconds;
  const double limit = std::min(has_answered_ ? patience_.later : patience_.at_start, max_patience);
  if (silent_seconds_ > limit) fault_ = fmt::format("gave no answer for {} s", limit);
}

ChildEnd WorkerProcess::end() {
  if (!fault_.empty()) child_.kill();
  ChildEnd end = child_.end();
  if (!fault_.empty()) end = {.how = fault_, .cpu_seconds = end.cpu_seconds, .was_killed = false};
  return end;
}

void WorkerProcess::note(Activity activity) {
  if (trace_ == nullptr) return;
  const std::int64_t now = Trace::now();
  trace_->add(activity, since_, now);
  since_ = now;
}

void WorkerProcess::send() {
  if (unsent_.empty()) return;
  const ssize_t n = write(child_.input(), unsent_.data(), unsent_.size());
  if (n > 0) unsent_.erase(0, static_cast<std::size_t>(n));
  if (n < 0 && errno == EPIPE) hung_up_ = true;
}

void WorkerProcess::receive(const OnAnswer& on_answer) {
  std::array<char, 4096> piece;
  const ssize_t n = read(child_.output(), piece.data(), piece.size());
  if (n == 0) hung_up_ = true;
  if (n <= 0) return;
  received_.add({piece.data(), static_cast<std::size_t>(n)});
  while (const auto line = received_.next())
    if (!take_answer(*line, on_answer)) {
      fault_ = "answered nonsense";
      return;
    }
}

bool WorkerProcess::take_answer(const std::string& line, const OnAnswer& on_answer) {
  const auto hits = hits_in(line);
  if (!hits || owed_.empty() || *hits > owed_.front().size()) return false;
  const SampleRange share = owed_.front();
  owed_.pop_front();
  silent_seconds_ = 0;
  note(has_answered_ ? Activity::counting : Activity::starting);
  has_answered_ = true;
  on_answer(share, *hits);
  return true;
}

}  // namespace crossover
