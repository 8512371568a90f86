// What an elementwise update costs at least: the time to bring its vectors through memory.
#pragma once

#include <cstddef>
#include <vector>

namespace slalom::bench {

/// Reads one float32 vector, and reads and writes others.
class Streaming {
 public:
  Streaming(std::size_t size, std::size_t updated) : read_(size, 1), updated_(updated, read_) {}
  void operator()();

 private:
  std::vector<float> read_;
  std::vector<std::vector<float>> updated_;
};

}  // namespace slalom::bench
