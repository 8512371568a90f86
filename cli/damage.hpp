// Results in which bits have changed.
#pragma once

#include "store/store.hpp"

namespace slalom::cli {

/// Says on standard error, in one line, how many runs of the folder are damaged; nothing if none is.
void note_damage(const store::Store& store, const std::filesystem::path& folder);

/// The same of folders that something else reads. Those without results are passed over.
void note_damage(const std::vector<std::filesystem::path>& folders);

}  // namespace slalom::cli
