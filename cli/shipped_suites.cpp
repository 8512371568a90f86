#include "shipped_suites.hpp"

#include "command_line.hpp"
#include "exit_code.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <regex>

namespace slalom::cli {

namespace fs = std::filesystem;

namespace {

/// On one line. An abbreviation, such as "et al. 2009", is not followed by a capital letter.
std::string first_sentence(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  std::smatch found;
  return std::regex_search(text, found, std::regex(R"([.?!](?=\s+[A-Z]))")) ? found.prefix().str() + found.str() : text;
}

std::string about(const fs::path& file) {
  try {
    return first_sentence(YAML::LoadFile(file.string())["about"].as<std::string>(""));
  } catch (const YAML::Exception&) {
    return "";  // `slalom validate` says what is wrong with it
  }
}

}  // namespace

std::vector<ShippedSuite> shipped_suites(const fs::path& folder) {
  std::vector<ShippedSuite> suites;
  std::error_code not_there;
  for (const auto& entry : fs::directory_iterator(folder, not_there))
    if (entry.path().extension() == ".yaml")
      suites.push_back({entry.path().stem().string(), about(entry.path()), entry.path()});
  std::ranges::sort(suites, {}, &ShippedSuite::name);
  return suites;
}

std::string suite_file(const std::string& argument, const fs::path& folder) {
  if (fs::exists(argument)) return argument;
  const bool is_path = argument.find('/') != std::string::npos || fs::path(argument).has_extension();
  const auto name = is_path ? fs::path(argument).stem().string() : argument;
  std::vector<std::string> names;
  for (const auto& suite : shipped_suites(folder)) {
    if (suite.name == name && !is_path) return suite.file.string();
    if (suite.name == name)
      throw WrongRequest(fmt::format("{0}: there is no such file; a suite '{1}' ships: write {1}", argument, name));
    names.push_back(suite.name);
  }
  if (is_path) return argument;  // its mistakes are those of reading it
  throw WrongRequest(
      fmt::format("{}: there is no such file, and no suite of that name ships{}\n"
                  "'slalom list suites' lists those that ship",
                  argument, did_you_mean(argument, names)));
}

}  // namespace slalom::cli
