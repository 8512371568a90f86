// What a plugin may not leave behind in the process. `live` is a short life of what the plugin offers.
#pragma once

#include "check/verdict.hpp"

#include <array>
#include <csignal>
#include <map>
#include <string>

namespace slalom::check {

/// Throws CheckFailed if, after a while, there are more threads than at first.
class ThreadsBefore {
 public:
  ThreadsBefore();
  void require_same() const;

 private:
  std::size_t count_;
};

/// Throws CheckFailed if another set of files is open than at first.
class FilesBefore {
 public:
  FilesBefore();
  void require_same() const;

 private:
  std::map<std::string, std::string> files_;  ///< by descriptor
};

/// The rest of what all threads share, and how this one computes.
class ProcessBefore {
 public:
  ProcessBefore();
  void require_same() const;

 private:
  int rounding_;
  unsigned float_control_;
  std::string folder_, locale_;
  std::array<void*, NSIG> signal_handlers_{};
};

/// A number of allocations of this thread so far. Throws CheckRemark where they cannot be counted.
std::size_t allocations();

/// What was Before all: first called when nothing of the plugin has run yet.
template <class Before>
const Before& before_all() {
  static const Before before;
  return before;
}

/// Whether `live`, and all that ran in this process earlier, left all as it was Before.
template <class Before, class Entry, void (*exercise)(const Entry&, const loader::PluginContext&)>
void check_leaves(const Entry& entry, const loader::PluginContext& context) {
  exercise(entry, context);
  before_all<Before>().require_same();
}

}  // namespace slalom::check
