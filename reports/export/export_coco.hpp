// The format of COCO's bbob logger, which cocopp reads.
#pragma once

#include "store/store.hpp"

#include <string>
#include <vector>

namespace slalom::exports {

/// Writes a folder for each optimizer into `out`, whose name is the algorithm's in cocopp: an .info file for each
/// problem with a known minimum, and the gaps by evaluation in .dat and .tdat files (Hansen et al. 2021). The first 24
/// such problems take bbob's function numbers, because cocopp knows no others; `out`/problems.csv says which is which.
/// bbob-noisy and bbob-largescale are suites of their own to cocopp: they have such folders in `out`/SUITE.
/// Seeds are the instances. Throws store::StoreError if the store cannot be read, the same if a file cannot be
/// written, or if `out` holds anything but an earlier export. Returns notes for the user: what was left out, and what
/// figures will be titled.
std::vector<std::string> export_coco(const store::Store& store, const std::filesystem::path& out);

}  // namespace slalom::exports
