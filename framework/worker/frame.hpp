// Messages cross the pipe in frames: length, number and a keyed checksum in front. Whatever a plugin writes to the same
// descriptor is no frame, since it does not know the key; and a frame that is cut short is never taken for a whole one.
#pragma once

#include "worker/bytes.hpp"

namespace slalom::worker {

class FrameWriter {
 public:
  /// `key`: the same at both ends; drawn for each worker.
  explicit FrameWriter(std::uint64_t key) : key_(key) {}

  /// The payload as the next frame.
  Bytes frame(std::span<const std::uint8_t> payload);

 private:
  std::uint64_t key_;
  std::uint64_t number_ = 0;
};

class FrameReader {
 public:
  explicit FrameReader(std::uint64_t key) : key_(key) {}

  void add(std::span<const std::uint8_t> bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
  /// Moves the payload of the next frame to `payload`; false if it is not complete yet.
  /// Throws WireError if what came is no frame, or not the next one. From there on nothing more can be read.
  bool next(Bytes& payload);

 private:
  std::uint64_t key_;
  std::uint64_t number_ = 0;
  Bytes bytes_;
};

}  // namespace slalom::worker
