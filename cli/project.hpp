// A plugin project that builds outside this repository.
#pragma once

#include <filesystem>
#include <string>

namespace slalom::cli {

enum class Kind { optimizer, problem };

/// Makes the folder and its files; gives the commands that build and run it, a line each.
/// Throws WrongRequest if there is something in the folder already.
std::string write_project(Kind kind, const std::string& name, const std::filesystem::path& folder);

/// Likewise as a file in Python, which needs no build.
std::string write_python_project(Kind kind, const std::string& name, const std::filesystem::path& folder);

}  // namespace slalom::cli
