// How processes are started in which plugins run.
#pragma once

#include <spawn.h>

namespace slalom::host {

/// A session of its own: no terminal, which could stop it, and a group with whatever its plugins start. Signals as in a
/// new process, whatever this one ignores or blocks.
class SpawnAttributes {
 public:
  SpawnAttributes();
  ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

}  // namespace slalom::host
