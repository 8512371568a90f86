// The names of data sets in a suite.
#pragma once

#include "loader/data_source.hpp"
#include "suite/document.hpp"

namespace slalom::suite {

/// A mistake for each value of a setting `data` that names no file and no folder, or what cannot be one: a device, or
/// more bytes than a data set may have. `owner` has the setting; `folders` are looked through. `wanted`, the setting's
/// meaning, may say which files it can name, as in "NAME.csv": then no others are suggested.
void check_data(const Node& value, const std::string& owner, const std::string& wanted,
                const loader::DataSource& folders, Diagnostics& diagnostics);

}  // namespace slalom::suite
