// Whether a plugin's table is what the interface promises. Nothing of the plugin's code is called.
#pragma once

#include <slalom/plugin.h>

#include <string>

namespace slalom::loader {

/// The first thing that is wrong with a table, as a sentence; empty if nothing is.
std::string table_mistake(const slalom_table* table);

}  // namespace slalom::loader
