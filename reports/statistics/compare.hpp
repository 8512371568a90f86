// From stored runs to the one value that renderers read.
#pragma once

#include "statistics/source.hpp"
#include "store/store.hpp"

#include <filesystem>
#include <vector>

namespace slalom::report {

/// Compares within each experiment, in their order; sources of the same suite are merged (statistics/merge.hpp). Throws
/// NotComparable if they cannot be.
Comparison compare(const std::vector<Source>& sources);

/// What is stored, as a source, which must not outlive the store.
Source source_of(const host::Store& store);

/// Compares what is stored in results folders. Throws host::StoreError if one cannot be read.
Comparison compare(const std::vector<std::filesystem::path>& results);

}  // namespace slalom::report
