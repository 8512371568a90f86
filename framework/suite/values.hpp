// Reading values: what a node holds, checked against what was declared.
#pragma once

#include "suite/document.hpp"
#include "suite/grid.hpp"
#include "suite/keys.hpp"

#include <map>

namespace slalom::suite {

/// Null if there is none of that name.
const loader::Setting* find(std::span<const loader::Setting> settings, const std::string& name);

std::vector<std::string> names_of(std::span<const loader::Setting> settings);

/// "; did you mean 'adam'?", or what there is to choose from.
std::string hint(const std::string& name, std::span<const std::string> known);

/// Checks the keys of a block: each must be one of its level's, or one of `settings`. Without `settings` (the plugin is
/// unknown) a key that stands in no table is let through. `owner` names the block: "optimizer 'adam'". `elsewhere`:
/// names that would be right in another place, and words for it: "a setting of optimizer 'adam': it belongs under
/// inner".
void check_keys(const Node& block, Level level, const std::vector<loader::Setting>* settings, const std::string& owner,
                Diagnostics& diagnostics, const std::map<std::string, std::string>& elsewhere = {});

/// "'budget' must be a map of …, not a list"
void add_wrong_form(const Node& node, const Key& key, Diagnostics& diagnostics);

/// A line of text; nothing and a mistake if it is none.
std::optional<std::string> read_line(const Node& node, const Key& key, Diagnostics& diagnostics);

/// The value of one setting as written, even where it is wrong, which is then a mistake of `owner`.
Json read_value(const Node& node, const loader::Setting& setting, const std::string& owner, Diagnostics& diagnostics);

/// One value of a setting, or a list of them.
Axis read_axis(const Node& node, const loader::Setting& setting, const std::string& owner, Diagnostics& diagnostics);

/// Each member of the map must be one of the key's.
void check_members(const Node& map, const Key& key, Diagnostics& diagnostics);

/// A map of a key's members: {name: value} of those that are given and right.
Json read_members(const Node& node, const Key& key, Diagnostics& diagnostics);

}  // namespace slalom::suite
