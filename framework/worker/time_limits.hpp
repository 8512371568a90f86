// Whether a worker is late, by what is known of it: time and blame without clocks, processes or memory that plugins
// share.
#pragma once

#include "run/execution.hpp"

#include <map>
#include <optional>
#include <span>

namespace slalom::worker {

struct TimeLimits {
  run::Seconds run = run::Seconds::max();  ///< of a run, and of opening a problem; Seconds::max(): none
  run::Seconds loading{60};                ///< all plugin files, but no longer than a run
  run::Seconds closing{10};                ///< from the last record to the worker's end, but no longer than a run
};

class WorkerClock {
 public:
  WorkerClock(const TimeLimits& limits, run::Seconds now);

  /// It sent something.
  void heard(run::Seconds now) { heard_ = now; }
  void loaded(run::Seconds now);
  /// Its last record came.
  void complete(run::Seconds now);

  /// `in_flight`: the slots, in ascending order, that the progress table shows to have begun, or to be opened, and
  /// whose records are missing. The limit that was exceeded, if any was. A table that a plugin has spoiled delays that
  /// a little, but not for ever: where runs are in flight, something must be heard within the time of one.
  std::optional<run::Seconds> exceeded(run::Seconds now, std::span<const std::size_t> in_flight);

 private:
  enum class Phase { loading, running, closing };
  TimeLimits limits_;
  Phase phase_ = Phase::loading;
  run::Seconds since_, heard_;                   // of the phase; of the last message
  std::map<std::size_t, run::Seconds> begun_{};  // slots in flight: when each was seen first
};

}  // namespace slalom::worker
