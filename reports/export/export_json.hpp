// All that a store holds as one JSON document.
#pragma once

#include "store/store.hpp"

namespace slalom::exports {

/// Writes the file results.json into the folder `out`, which is made if need be. What is unknown or not finite is null.
/// Throws store::StoreError if the store cannot be read, the same if the file cannot be written.
void export_json(const store::Store& store, const std::filesystem::path& out);

}  // namespace slalom::exports
