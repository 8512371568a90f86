#include "worker/record_sender.hpp"

#include <unistd.h>

#include <cerrno>

namespace slalom::worker {

namespace {

// A frame a pause, not a run: waking the supervisor for every run of 100 µs would cost more than the run.
constexpr std::chrono::milliseconds pause{2};
constexpr std::size_t max_waiting = 16U << 20U;  // bytes

}  // namespace

RecordSender::RecordSender(int descriptor, std::uint64_t key, std::function<void()> lost)
    : descriptor_(descriptor), frames_(key), lost_(std::move(lost)), sender_([this] { send_until_closed(); }) {}

RecordSender::~RecordSender() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
  sender_.join();
}

void RecordSender::put(const std::function<void(ByteWriter&)>& message) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.bytes().size() < max_waiting; });
  const bool first = waiting_.bytes().empty();
  message(waiting_);
  lock.unlock();
  if (first) changed_.notify_all();
}

void RecordSender::flush() {
  std::unique_lock lock(mutex_);
  hurried_ = true;
  changed_.notify_all();
  changed_.wait(lock, [this] { return waiting_.bytes().empty() && !sending_; });
  hurried_ = false;
}

void RecordSender::send_until_closed() {
  for (bool open = true; open;) {
    Bytes payload;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closed_ || !waiting_.bytes().empty(); });
      changed_.wait_for(lock, pause, [this] { return closed_ || hurried_; });
      open = !closed_;
      std::swap(payload, waiting_.bytes());
      sending_ = true;
    }
    changed_.notify_all();
    if (!payload.empty()) send(payload);
    {
      const std::lock_guard lock(mutex_);
      sending_ = false;
    }
    changed_.notify_all();
  }
}

void RecordSender::send(const Bytes& payload) {
  const auto frame = frames_.frame(payload);
  for (std::size_t sent = 0; sent < frame.size();) {
    const auto count = write(descriptor_, frame.data() + sent, frame.size() - sent);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return lost_();
    sent += static_cast<std::size_t>(count);
  }
}

}  // namespace slalom::worker
