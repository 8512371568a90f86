// A worker as its supervisor sees it: started, listened to, ended.
#pragma once

#include "worker/assignment.hpp"
#include "worker/flight_table.hpp"
#include "worker/frame.hpp"

#include <utility>

namespace slalom::host {

/// A descriptor that is closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  int get() const { return number_; }

 private:
  int number_;
};

class WorkerProcess {
 public:
  /// Starts this program again as `worker`. Fills in the assignment's supervisor and key.
  /// Throws std::system_error if the system does not let it.
  explicit WorkerProcess(Assignment assignment);
  /// Kills it if it still lives.
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  /// Descriptors that become readable when it sent something, printed something, or ended; -1 when closed.
  int records() const { return records_.get(); }
  int printing() const { return printing_.get(); }
  int life() const { return life_.get(); }

  /// Takes in some of what it sent and printed, without waiting. False if there was nothing.
  bool receive();
  /// See FrameReader.
  bool next(Bytes& payload) { return frames_.next(payload); }
  /// What it printed, or the last of it.
  const std::string& printed() const { return printed_; }

  bool has_ended() const;
  /// It, and the processes that its plugins have started.
  void kill() const;
  /// Waits for its end; a status as of waitpid().
  int wait();

  const FlightTable& table() const { return table_; }

 private:
  FlightTable table_;
  Descriptor records_, printing_, life_;
  pid_t pid_ = -1;
  FrameReader frames_;
  std::string printed_;
};

}  // namespace slalom::host
