#include "worker/frame.hpp"

#include <xxhash.h>

namespace slalom::worker {

namespace {

struct Head {
  std::uint64_t length = 0, number = 0;
  std::uint64_t payload_check = 0;
  std::uint64_t head_check =
      0;  // of the members above: a false length is noticed before anyone waits for so many bytes
};

std::uint64_t check_of(const Head& head, std::uint64_t key) {
  return XXH3_64bits_withSeed(&head, offsetof(Head, head_check), key);
}

std::uint64_t check_of(std::span<const std::uint8_t> payload, std::uint64_t key) {
  return XXH3_64bits_withSeed(payload.data(), payload.size(), key);
}

}  // namespace

Bytes FrameWriter::frame(std::span<const std::uint8_t> payload) {
  Head head{.length = payload.size(), .number = number_++, .payload_check = check_of(payload, key_)};
  head.head_check = check_of(head, key_);
  Bytes frame(sizeof head + payload.size());
  std::memcpy(frame.data(), &head, sizeof head);
  if (!payload.empty()) std::memcpy(frame.data() + sizeof head, payload.data(), payload.size());
  return frame;
}

bool FrameReader::next(Bytes& payload) {
  Head head;
  if (bytes_.size() < sizeof head) return false;
  std::memcpy(&head, bytes_.data(), sizeof head);
  if (head.head_check != check_of(head, key_) || head.number != number_)
    throw WireError("something else was written among the records");
  if (bytes_.size() - sizeof head < head.length) return false;
  const auto first = bytes_.begin() + sizeof head, last = first + static_cast<std::ptrdiff_t>(head.length);
  if (head.payload_check != check_of({first, last}, key_)) throw WireError("records were altered on their way");
  payload.assign(first, last);
  bytes_.erase(bytes_.begin(), last);
  ++number_;
  return true;
}

}  // namespace slalom::worker
