// Results from many machines, put into one store.
#pragma once

#include "store/store.hpp"

#include <map>
#include <set>
#include <span>

namespace slalom::store {

/// Two stores that cannot both be right; the message names them, their machines and their builds.
struct MergeConflict : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Which parts of a suite its results have come from.
struct Parts {
  std::uint64_t count = 0;        ///< in how many parts the suite was run; 0: not in parts
  std::set<std::uint64_t> there;  ///< from 1
  std::string command;            ///< one that ran a part
};

/// Puts the results of `folders` into `into`, run by run, so that memory does not grow with what runs recorded. Plans
/// of one suite may differ in their runs only; the merged plan has those of all. A run that is there twice must have
/// the same bits; a failed one gives way to one that did not fail. Returns the parts of each suite. Throws
/// MergeConflict, with nothing put into the store, or StoreError.
std::map<std::string, Parts> merge(Store& into, std::span<const std::filesystem::path> folders);

}  // namespace slalom::store
