#include "host/pi/processes/process_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <utility>

#include "host/pi/processes/serve.hpp"
#include "host/pi/schedule/shares.hpp"
#include "host/system/error.hpp"
#include "host/system/stop_signals.hpp"

namespace crossover {
namespace {

using Clock = std::chrono::steady_clock;

/// So that a worker finds its next share at once, and does not wait for the parent to be woken.
constexpr std::size_t shares_in_flight = 2;

/// Time is counted in slices of at most this, so that those in which all were stopped, as by Ctrl-Z, do not count.
constexpr int slice_ms = 100;

/// Seconds: whoever has asked the run to stop does not wait as long for a worker that gives no answer.
constexpr double patience_when_stopping = 2;

}  // namespace

ProcessPool::ProcessPool(ChildCommand command, unsigned workers, Patience patience, Trace* trace)
    : command_(std::move(command)), wanted_(workers), patience_(patience), trace_(trace) {
  if (std::getenv(worker_mark) != nullptr)
    throw Error(fmt::format(
        "a worker process starts no workers, and {} says that this is one; unset it, or try --backend threads",
        worker_mark));
  try {
    start_missing();
    greet();
  } catch (...) {
    end_all();
    throw;
  }
}

ProcessPool::~ProcessPool() {
  for (const auto& worker : workers_) worker->close_input();  // so that they end at the same time
}

std::uint64_t ProcessPool::count(Seed seed, SampleRange range, std::optional<std::uint64_t> chunk) {
  Shares shares(range, wanted_, chunk);
  const OnAnswer finish = [&](SampleRange share, std::uint64_t hits) {
    shares.finish(share, hits);
    lost_in_a_row_ = 0;
  };
  try {
    if (workers_.empty()) start_missing();  // after a failure
    while (!shares.all_finished()) {
      hand_out(seed, shares);
      take_answers(finish);
      replace_lost(shares);
    }
  } catch (...) {
    end_all();
    throw;
  }
  return shares.hits();
}

std::vector<pid_t> ProcessPool::ids() const {
  std::vector<pid_t> ids;
  for (const auto& worker : workers_) ids.push_back(worker->id());
  return ids;
}

double ProcessPool::cpu_seconds() const {
  double sum = cpu_seconds_of_gone_;
  for (const auto& worker : workers_) sum += worker->cpu_seconds();
  return sum;
}

void ProcessPool::greet() {
  for (const auto& worker : workers_) worker->ask(Seed{0}, {0, 0});
  const auto owes = [](const auto& worker) { return !worker->owed().empty(); };
  while (std::ranges::any_of(workers_, owes)) {
    take_answers([](SampleRange, std::uint64_t) {});
    replace_killed_at_start();
  }
  lost_in_a_row_ = 0;
}

void ProcessPool::replace_killed_at_start() {
  for (const auto& worker : workers_) {
    if (!worker->is_lost()) continue;
    const ChildEnd end = bury(*worker);
    if (!end.was_killed || ++lost_in_a_row_ > max_lost_in_a_row())
      throw Error(
          fmt::format("worker process {} {} when it was started; try --backend threads", worker->id(), end.how));
    incidents_.push_back(
        fmt::format("worker process {} {} when it was started; another took its place", worker->id(), end.how));
  }
  const auto lost = std::erase_if(workers_, [](const auto& worker) { return worker->is_lost(); });
  start_missing();
  for (std::size_t i = workers_.size() - lost; i < workers_.size(); ++i) workers_[i]->ask(Seed{0}, {0, 0});
}

unsigned ProcessPool::max_lost_in_a_row() const { return std::max(3U, 2 * wanted_); }

void ProcessPool::start_missing() {
  while (workers_.size() < wanted_) {
    try {
      WorkerTrace* const trace = trace_ != nullptr ? &trace_->worker(started_ % wanted_) : nullptr;
      workers_.push_back(std::make_unique<WorkerProcess>(command_, patience_, trace));
      ++started_;
    } catch (const Error& error) {
      const std::size_t started = workers_.size();
      throw Error(fmt::format("cannot start worker process {} of {}: {}; try {}", started + 1, wanted_, error.what(),
                              started > 0 ? fmt::format("--workers {}", started) : "--backend threads"));
    }
  }
}

void ProcessPool::hand_out(Seed seed, Shares& shares) {
  for (std::size_t in_flight = 0; in_flight < shares_in_flight; ++in_flight)
    for (const auto& worker : workers_) {
      if (worker->is_lost() || worker->owed().size() > in_flight) continue;
      const auto share = shares.take();
      if (!share) return;
      worker->ask(seed, *share);
    }
}

void ProcessPool::take_answers(const OnAnswer& on_answer) {
  polled_.clear();
  for (const auto& worker : workers_) polled_.push_back(worker->to_poll());
  const auto start = Clock::now();
  const bool has_news = poll(polled_.data(), polled_.size(), slice_ms) > 0;
  const double awake = std::min(std::chrono::duration<double>(Clock::now() - start).count(), slice_ms * 1e-3);
  for (std::size_t i = 0; i < workers_.size(); ++i)
    if (has_news && polled_[i].revents != 0)
      workers_[i]->exchange(on_answer);
    else
      workers_[i]->note_silence(awake,
                                stop_signal() == 0 ? std::numeric_limits<double>::infinity() : patience_when_stopping);
}

void ProcessPool::replace_lost(Shares& shares) {
  const auto is_lost = [](const auto& worker) { return worker->is_lost(); };
  if (std::ranges::none_of(workers_, is_lost)) return;
  std::string how;
  for (const auto& worker : workers_) {
    if (!worker->is_lost()) continue;
    shares.give_back(worker->owed());
    how = bury(*worker).how;
    incidents_.push_back(fmt::format("worker process {} {}; its samples went to another", worker->id(), how));
    ++lost_in_a_row_;
  }
  std::erase_if(workers_, is_lost);
  if (lost_in_a_row_ > max_lost_in_a_row())
    throw Error(
        fmt::format("worker processes die faster than they count: {} in a row, and the last {}; try --backend threads",
                    lost_in_a_row_, how));
  start_missing_or_go_on_without();
}

void ProcessPool::start_missing_or_go_on_without() {
  try {
    start_missing();
  } catch (const Error& error) {
    if (workers_.empty()) throw;
    incidents_.emplace_back(error.what());
  }
}

ChildEnd ProcessPool::bury(WorkerProcess& worker) {
  ChildEnd end = worker.end();
  cpu_seconds_of_gone_ += end.cpu_seconds;
  return end;
}

void ProcessPool::end_all() {
  for (const auto& worker : workers_) worker->kill();
  for (const auto& worker : workers_) bury(*worker);
  workers_.clear();
}

}  // namespace crossover
