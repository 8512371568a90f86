// The plugins by which stored results were made.
#pragma once

#include "plugins.hpp"
#include "store/store.hpp"

namespace slalom::cli {

/// The source files by which the results were made, as far as they are still there.
std::vector<loader::SourceFile> stored_sources(const store::Store& store);

/// The same files again, by the options --data and --sandbox. Throws WrongRequest where a file, or the data of a
/// problem, is gone or another one now; `folder` is what the store is called.
Plugins stored_plugins(const Given& given, const store::Store& store, const std::string& folder);

}  // namespace slalom::cli
