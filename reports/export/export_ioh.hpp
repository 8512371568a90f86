// The format of IOHprofiler, which IOHanalyzer and iohinspector read.
#pragma once

#include "store/store.hpp"

namespace slalom::exports {

/// Writes a folder for each optimizer into `out`: a JSON file for each problem, and the losses by evaluation in .dat
/// files (Doerr et al. 2018; version 0.3.3 and later of the format). Runs without a recorded loss are left out.
/// Throws store::StoreError if the store cannot be read, the same if a file cannot be written.
void export_ioh(const store::Store& store, const std::filesystem::path& out);

}  // namespace slalom::exports
