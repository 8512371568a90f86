// A YAML file as a tree of values that know where they stand. Nothing else in the project sees the YAML library.
#pragma once

#include "suite/diagnostics.hpp"

namespace slalom::suite {

struct Node {
  enum class Type { scalar, list, map };
  Type type = Type::scalar;
  SourceLocation location;
  std::string text;  ///< of a scalar: as written
  Json value;        ///< of a scalar: null, boolean, number or text, by YAML 1.2's core schema
  std::string key;   ///< of a map's child
  SourceLocation key_location;
  std::vector<Node> children;  ///< of a list or a map, in the file's order; a map's keys are unique

  bool is_scalar() const { return type == Type::scalar; }
  bool is_list() const { return type == Type::list; }
  bool is_map() const { return type == Type::map; }
  /// Null if this is no map or has no such key.
  const Node* find(const std::string& name) const;
};

Json to_json(const Node& node);

/// Reads a file of one YAML document into `text` and parses it. Nothing if that fails; mistakes that leave a tree to
/// go on with (a key that stands twice) are added too.
std::optional<Node> read_document(const std::filesystem::path& file, std::string& text, Diagnostics& diagnostics);

}  // namespace slalom::suite
