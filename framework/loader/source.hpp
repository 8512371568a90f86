// Plugins that are source files, which a bridge turns into tables: Python's, "my_rule.py".
#pragma once

#include "loader/registry.hpp"

#include <array>

namespace slalom::loader {

/// By its name, or address.
bool is_source(const std::filesystem::path& file);

/// All about a source file in one word, for command lines: its path, or "PATH?SELECTOR?FOLDER".
std::string address_of(const SourceFile& source);
SourceFile source_at(const std::string& address);

/// Loads the bridge and opens the file in it. Throws std::runtime_error with the reason if it cannot be used.
std::shared_ptr<const PluginFile> load_source(const SourceFile& source);

/// The file behind the name of a library in suites, such as "torch"; nothing if it is not one.
std::optional<std::filesystem::path> library_file(const std::string& name);

/// The keys that choose one of a library's optimizers, the same for all libraries.
inline constexpr std::array selecting_keys{"class", "name", "transform", "method"};

/// "my_rule.py:MyRule", as suites name what a source file offers: the file, and one of several.
struct SourceName {
  std::string file;
  std::string entry;  ///< empty: the only one
};

/// Nothing if this is the name of a plugin.
std::optional<SourceName> source_name(const std::string& text);

/// The same file under one name: "./my_rule.py" is "my_rule.py".
std::string spelled_file(const std::string& file);

/// True if a class is meant: MyRule, my_rule and myrule are one name.
bool same_entry(const std::string& a, const std::string& b);

}  // namespace slalom::loader
