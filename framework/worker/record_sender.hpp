// Finished records on their way to the supervisor: many at a time, by a thread of its own.
#pragma once

#include "worker/frame.hpp"
#include "worker/message.hpp"
#include "worker/progress_table.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace slalom::worker {

class RecordSender {
 public:
  /// Sends to a descriptor in frames made with `key`. `lost` is called, in the sender's thread, when that fails.
  RecordSender(int descriptor, std::uint64_t key, std::function<void()> lost);
  /// Sends what is left.
  ~RecordSender();
  RecordSender(const RecordSender&) = delete;
  RecordSender& operator=(const RecordSender&) = delete;

  /// Puts messages to those that wait; waits itself while there are too many.
  void put(const std::function<void(ByteWriter&)>& message);
  /// Waits until all of them are sent.
  void flush();

 private:
  void send_until_closed();
  void send(const Bytes& payload);

  int descriptor_;
  FrameWriter frames_;
  std::function<void()> lost_;
  std::mutex mutex_;
  std::condition_variable changed_;
  ByteWriter waiting_;
  bool closed_ = false, hurried_ = false, sending_ = false;
  std::thread sender_;
};

}  // namespace slalom::worker
