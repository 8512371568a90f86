// Where tuning looks for a setting: as the plugin declares it, or as a suite narrows it.
#pragma once

#include "suite/values.hpp"

namespace slalom::suite {

/// True for {range: …} and {choices: …} in place of a value, misspelt ones too.
bool is_search_range(const Node& node);

/// What is wrong with it is a mistake of `owner`.
SearchRange read_search_range(const Node& node, const loader::Setting& setting, const std::string& owner,
                              Diagnostics& diagnostics);

/// Nothing where the plugin gives no range.
std::optional<SearchRange> declared_range(const loader::Setting& setting);

}  // namespace slalom::suite
