// From stored runs to the one value that renderers read.
#pragma once

#include "statistics/report_options.hpp"
#include "statistics/source.hpp"
#include "store/store.hpp"

#include <filesystem>
#include <stdexcept>
#include <vector>

namespace slalom::statistics {

/// The message says which labels there are.
struct UnknownBaseline : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Compares within each experiment, in their order; sources of the same suite are merged (statistics/merge.hpp). Throws
/// NotComparable if they cannot be, UnknownBaseline if no optimizer has the label that `options` names.
Comparison compare(const std::vector<Source>& sources, const ReportOptions& options = {});

/// What is stored, as a source, which must not outlive the store.
Source source_of(const store::Store& store);

/// Compares what is stored in results folders. Throws store::StoreError if one cannot be read.
Comparison compare(const std::vector<std::filesystem::path>& results, const ReportOptions& options = {});

}  // namespace slalom::statistics
