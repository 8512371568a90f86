// The suites that ship, which can be run by their names.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::cli {

struct ShippedSuite {
  std::string name;   ///< as the command line takes it
  std::string about;  ///< the first sentence of what the suite says of itself
  std::filesystem::path file;
};

/// By name. Empty if the folder is not there.
std::vector<ShippedSuite> shipped_suites(const std::filesystem::path& folder);

/// The file that an argument of the command line means: a path, or the name of a suite that ships. A file of that name
/// in the current folder comes first. Throws WrongRequest if no such suite ships, or if one ships and is named as a
/// file that is not there.
std::string suite_file(const std::string& argument, const std::filesystem::path& folder);

}  // namespace slalom::cli
