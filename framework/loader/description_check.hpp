// Whether what an open problem says of itself is sound.
#pragma once

#include <slalom/plugin.h>

#include <string>

namespace slalom::loader {

/// The first thing that is wrong with a description, as a sentence; empty if nothing is.
std::string description_mistake(const slalom_description* description);

}  // namespace slalom::loader
