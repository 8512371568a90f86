// What a declared setting allows, as JSON schema (draft 7).
#pragma once

#include "loader/setting.hpp"

namespace slalom::suite {

/// What diagnose() lets pass, as YAML reads it.
Json value_schema(const loader::Setting& setting);

/// One value, or a list of different ones.
Json grid_schema(const loader::Setting& setting);

/// A range to search in: a map of range and scale, or of choices.
Json search_schema(const loader::Setting& setting);

/// The values and ranges that an optimizer's setting may have.
Json grid_or_search_schema(const loader::Setting& setting);

/// A name for what the setting allows, the same for settings that allow the same: "number_from_0_below_1". Empty for
/// choices.
std::string schema_name(const loader::Setting& setting);

}  // namespace slalom::suite
