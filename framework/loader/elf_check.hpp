// Is a file a whole shared library for this machine? The system's loader trusts what it is given: one that was cut off
// would end the process.
#pragma once

#include <filesystem>
#include <string>

namespace slalom::loader {

/// What is wrong with it, as a sentence about "it"; empty if nothing is.
std::string elf_mistake(const std::filesystem::path& file);

}  // namespace slalom::loader
