// A file in memory, closed on exec. Unlike a pipe it cannot fill up, nor break when its reader ends early.
#pragma once

#include "process/descriptor.hpp"

#include <string>
#include <string_view>

namespace slalom::process {

class MemoryFile {
 public:
  /// A file to be read from its beginning. Throws std::system_error, whose message begins with `error`.
  explicit MemoryFile(const std::string& error, std::string_view content = {});

  int get() const { return file_.get(); }

  /// So many zeros, which nobody who has the descriptor can make fewer or more. Throws as the constructor does.
  void fix_size(std::size_t size, const std::string& error) const;

  /// The first or last characters of what it holds.
  std::string first(std::size_t max_size) const { return read(0, max_size); }
  std::string last(std::size_t max_size) const;

 private:
  std::string read(off_t from, std::size_t max_size) const;

  Descriptor file_;
};

}  // namespace slalom::process
