#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace crossover {

/// Messages between threads, first in, first out, of which no more than `capacity` wait at a time. Any number of
/// threads may push and pop. Who finds it full or empty sleeps.
///
/// A ring of slots. Each push and pop draws a ticket by one atomic addition, which says which slot is its own and in
/// which turn of the ring: two threads meet at a slot only when the one waits for the other.
template <class Message>
class BoundedQueue {  // NOLINT(clang-analyzer-optin.performance.Padding): what threads write has a line of its own
 public:
  static_assert(std::is_nothrow_move_assignable_v<Message> && std::is_nothrow_move_constructible_v<Message>,
                "a slot whose message is lost on the way would never be free again");

  /// Room for so many messages, rounded up to a power of two.
  explicit BoundedQueue(std::size_t capacity)
      : slots_(std::make_unique<Slot[]>(std::bit_ceil(capacity))), last_slot_(std::bit_ceil(capacity) - 1) {}

  std::size_t capacity() const { return last_slot_ + 1; }

  /// Waits for room. False when the queue was closed; the message is lost then.
  bool push(Message message) {
    const std::uint64_t ticket = pushed_.fetch_add(1, std::memory_order_relaxed);
    Slot& slot = slot_of(ticket);
    if (!slot.await(empty_in_turn_of(ticket))) return false;
    slot.message = std::move(message);
    slot.advance();
    return true;
  }

  /// Waits for a message. None when the queue was closed.
  std::optional<Message> pop() {
    const std::uint64_t ticket = popped_.fetch_add(1, std::memory_order_relaxed);
    Slot& slot = slot_of(ticket);
    if (!slot.await(full_in_turn_of(ticket))) return std::nullopt;
    return slot.take();
  }

  /// The next message, if there is one now.
  std::optional<Message> try_pop() {
    std::uint64_t ticket = popped_.load(std::memory_order_relaxed);
    do {
      if (!slot_of(ticket).is(full_in_turn_of(ticket))) return std::nullopt;
    } while (!popped_.compare_exchange_weak(ticket, ticket + 1, std::memory_order_relaxed));
    return slot_of(ticket).take();
  }

  // For a queue that one thread pops from. `messages` is from 1 to capacity().

  /// Whether so many messages are there.
  bool holds(std::size_t messages) {
    const std::uint64_t ticket = popped_.load(std::memory_order_relaxed) + messages - 1;
    return slot_of(ticket).is(full_in_turn_of(ticket));
  }

  /// Waits until so many messages are there: who pops them all is woken once, not for each. False when the queue was
  /// closed.
  bool wait_for(std::size_t messages) {
    const std::uint64_t ticket = popped_.load(std::memory_order_relaxed) + messages - 1;
    return slot_of(ticket).await(full_in_turn_of(ticket));
  }

  /// Wakes all who wait; from now on nobody gets a message or room any more.
  void close() {
    for (std::size_t i = 0; i <= last_slot_; ++i) slots_[i].close();
  }

 private:
  /// A cache line of its own, so that threads at neighbouring slots do not slow each other down.
  struct alignas(64) Slot {
    static constexpr std::uint32_t closed = std::uint32_t{1} << 31, awaited = std::uint32_t{1} << 30;
    static constexpr std::uint32_t marks = closed | awaited;

    /// Whether it is in that state, and the queue not closed. An earlier slot may still be on its way there.
    bool is(std::uint32_t wanted) const { return (state.load(std::memory_order_acquire) & ~awaited) == wanted; }

    /// Waits for that state. False when the queue was closed.
    bool await(std::uint32_t wanted) {
      for (;;) {
        std::uint32_t now = state.load(std::memory_order_acquire);
        if (now & closed) return false;
        if ((now & ~marks) == wanted) return true;
        if ((now & awaited) || state.compare_exchange_weak(now, now | awaited)) state.wait(now | awaited);
      }
    }

    /// To the other half of the turn or to the next one. Wakes only where somebody sleeps: that takes a system call.
    void advance() {
      std::uint32_t now = state.load(std::memory_order_relaxed);
      while (!state.compare_exchange_weak(now, ((now + 1) & ~marks) | (now & closed), std::memory_order_acq_rel)) {
      }
      if (now & awaited) state.notify_all();
    }

    std::optional<Message> take() {
      std::optional<Message> taken(std::move(message));
      advance();
      return taken;
    }

    /// Who looks at it later finds it closed; to wake where nobody sleeps would take a millisecond for all slots.
    void close() {
      if (state.fetch_or(closed) & awaited) state.notify_all();
    }

    /// Twice the turn, and one more while there is a message; with the marks of a closed queue and of a thread that
    /// sleeps.
    std::atomic<std::uint32_t> state = 0;
    Message message{};
  };

  Slot& slot_of(std::uint64_t ticket) { return slots_[ticket & last_slot_]; }
  std::uint32_t empty_in_turn_of(std::uint64_t ticket) const {
    return static_cast<std::uint32_t>(2 * (ticket / capacity())) & ~Slot::marks;
  }
  std::uint32_t full_in_turn_of(std::uint64_t ticket) const { return empty_in_turn_of(ticket) + 1; }

  std::unique_ptr<Slot[]> slots_;
  const std::size_t last_slot_;
  alignas(64) std::atomic<std::uint64_t> pushed_ = 0;
  alignas(64) std::atomic<std::uint64_t> popped_ = 0;
};

}  // namespace crossover
