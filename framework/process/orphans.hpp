// Processes that plugins start and leave behind.
#pragma once

#include <sys/types.h>

#include <set>

namespace slalom::process {

/// From now on processes whose parent ends become children of this one, whatever group or session they are in.
void adopt_orphans();

/// A child of this process that is not to be taken for one.
void keep_child(pid_t child);

/// Ends all children of this process and whatever children they leave in turn, other than `others`, those to keep, and
/// those that it had before it adopted any. How many there were.
std::size_t kill_orphans(const std::set<pid_t>& others = {});

}  // namespace slalom::process
