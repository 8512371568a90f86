// The data as tables for spreadsheets, R, pandas, …: runs.csv, trace.csv, trajectory.csv, targets.csv.
#pragma once

#include "store/store.hpp"

namespace slalom::exports {

/// Writes the four files into the folder `out`, which is made if need be. In runs.csv a run has one row for every case
/// it belongs to, in the other files it stands once. docs/commands.md explains the columns.
/// Throws store::StoreError if the store cannot be read, the same if a file cannot be written.
void export_csv(const store::Store& store, const std::filesystem::path& out);

}  // namespace slalom::exports
