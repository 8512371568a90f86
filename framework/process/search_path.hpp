// Lists of folders with colons between them, as PATH is one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::process {

/// The folders of a list; empty entries are left out.
std::vector<std::filesystem::path> folders_in(const std::string& listed);

/// The first program of that name on PATH; empty if there is none.
std::string program_on_path(const std::string& name);

}  // namespace slalom::process
