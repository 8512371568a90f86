// How far the runs are, on standard error: a bar on a terminal, else a line every few seconds.
#pragma once

#include <chrono>
#include <cstddef>

namespace slalom::cli {

class Progress {
 public:
  enum class Style { bar, lines, none };

  /// The style that suits standard error.
  static Style style_for(bool quiet);

  Progress(std::size_t total, Style style);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void add(bool failed);
  /// Takes the bar away.
  void clear() const;

 private:
  using Clock = std::chrono::steady_clock;

  void show(Clock::time_point now);

  std::size_t total_, done_ = 0, failed_ = 0;
  Style style_;
  Clock::time_point start_ = Clock::now(), shown_ = start_;
};

}  // namespace slalom::cli
