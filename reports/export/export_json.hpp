// All that a store holds as one JSON document.
#pragma once

#include "store/store.hpp"

namespace slalom::report {

/// Writes the file results.json into the folder `out`, which is made if need be. What is unknown or not finite is null.
/// Throws host::StoreError if the store cannot be read, the same if the file cannot be written.
void export_json(const host::Store& store, const std::filesystem::path& out);

}  // namespace slalom::report
