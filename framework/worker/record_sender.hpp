// Finished records on their way to the supervisor: many at a time, by a thread of its own.
#pragma once

#include "worker/flight_table.hpp"
#include "worker/frame.hpp"
#include "worker/message.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace slalom::host {

class Outbox {
 public:
  /// Sends to a descriptor in frames made with `key`. `lost` is called, in the sender's thread, when that fails.
  Outbox(int descriptor, std::uint64_t key, std::function<void()> lost);
  /// Sends what is left.
  ~Outbox();
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  /// Puts messages to those that wait; waits itself while there are too many.
  void put(const std::function<void(ByteWriter&)>& message);

 private:
  void send_until_closed();
  void send(const Bytes& payload);

  int descriptor_;
  FrameWriter frames_;
  std::function<void()> lost_;
  std::mutex mutex_;
  std::condition_variable changed_;
  ByteWriter waiting_;
  bool closed_ = false;
  std::thread sender_;
};

}  // namespace slalom::host
