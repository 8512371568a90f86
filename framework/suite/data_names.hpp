// The names of data sets in a suite.
#pragma once

#include "suite/document.hpp"

namespace slalom::host {

/// A mistake for each value of a setting `data` that names no file and no folder. `owner` has the setting; `folders`,
/// separated by colons, are looked through.
void check_data(const Node& value, const std::string& owner, const std::string& folders, Diagnostics& diagnostics);

}  // namespace slalom::host
