#include "suite/document.hpp"

#include "loader/text.hpp"
#include "suite/scalar.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>

namespace slalom::suite {

namespace {

constexpr std::size_t max_file = 16U << 20U;
constexpr std::size_t max_values = 200'000;
constexpr std::size_t deepest = 32;

/// What ends the reading at once.
struct Refused {
  SourceLocation location;
  std::string message;
};

Node make(Node::Type type, SourceLocation location) {
  Node node;
  node.type = type;
  node.location = location;
  return node;
}

SourceLocation place_of(const YAML::Mark& mark) {
  return mark.is_null() ? SourceLocation{} : SourceLocation{mark.line + 1, mark.column + 1};
}

std::size_t count(const Node& node) {
  std::size_t values = 1;
  for (const auto& child : node.children) values += count(child);
  return values;
}

/// Makes the tree from the parser's events, so that size and depth are bounded while it grows: an alias stands for
/// a copy of what it refers to, and copies count.
class Builder : public YAML::EventHandler {
 public:
  explicit Builder(Diagnostics& diagnostics) : findings_(diagnostics) {}

  Node root;
  SourceLocation start;

  void OnDocumentStart(const YAML::Mark& mark) override { start = place_of(mark); }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(make(Node::Type::scalar, place_of(mark)), anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    const auto location = place_of(mark);
    const bool is_text = tag == "!" || tag == "tag:yaml.org,2002:str";  // "!": in quotes
    if (!is_text) refuse_tag(location, tag);
    if (loader::find_forbidden(text)) throw Refused{location, "a text with a control character"};
    if (text.size() > loader::max_kept_text)
      throw Refused{location, fmt::format("a text of {} bytes; up to {} are kept", text.size(), loader::max_kept_text)};
    Node node = make(Node::Type::scalar, location);
    node.text = text;
    node.value = is_text ? Json(text) : resolve(text);
    add(std::move(node), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto it = anchors_.find(anchor);
    if (it == anchors_.end()) throw Refused{place_of(mark), "an alias inside of what it refers to"};
    grow(place_of(mark), count(it->second));
    location(it->second);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(mark, tag, Node::Type::list, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, tag, Node::Type::map, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or map that has begun.
  struct Open {
    Node node;
    YAML::anchor_t anchor;
    std::map<std::string, int> lines;  ///< of the keys so far
    std::optional<Node> key;           ///< of the child to come
  };

  static void refuse_tag(SourceLocation location, const std::string& tag) {
    if (!tag.empty() && tag != "?") throw Refused{location, fmt::format("the YAML tag '{}' has no meaning here", tag)};
  }

  void grow(SourceLocation location, std::size_t values) {
    values_ += values;
    if (values_ > max_values) throw Refused{location, fmt::format("more than {} values", max_values)};
  }

  void open(const YAML::Mark& mark, const std::string& tag, Node::Type type, YAML::anchor_t anchor) {
    const auto location = place_of(mark);
    refuse_tag(location, tag);
    if (open_.size() == deepest) throw Refused{location, fmt::format("nested deeper than {} levels", deepest)};
    grow(location, 1);
    open_.push_back({make(type, location), anchor, {}, {}});
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    finish(std::move(done.node), done.anchor);
  }

  void add(Node node, YAML::anchor_t anchor) {
    grow(node.location, 1);
    finish(std::move(node), anchor);
  }

  void finish(Node node, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      grow(node.location, count(node));
      anchors_[anchor] = node;
    }
    location(std::move(node));
  }

  /// Into the innermost open list or map.
  void location(Node node) {
    if (open_.empty()) {
      root = std::move(node);
      return;
    }
    auto& parent = open_.back();
    if (parent.node.is_map() && !parent.key) {
      if (!node.is_scalar() || node.text.empty()) throw Refused{node.location, "a key must be a word"};
      parent.key = std::move(node);
      return;
    }
    if (parent.node.is_map()) {
      if (node.is_scalar() && node.text.empty()) node.location = parent.key->location;  // no value: it stands nowhere
      const auto [first, is_new] = parent.lines.emplace(parent.key->text, parent.key->location.line);
      if (!is_new)
        findings_.add(parent.key->location,
                      fmt::format("the key '{}' appears twice; first in line {}", parent.key->text, first->second));
      node.key = parent.key->text;
      node.key_location = parent.key->location;
      parent.key.reset();
      if (!is_new) return;
    }
    parent.node.children.push_back(std::move(node));
  }

  Diagnostics& findings_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Node> anchors_;
  std::size_t values_ = 0;
};

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text;
  std::array<char, 1U << 16U> block;
  while (text.size() <= max_file && in.read(block.data(), block.size()).gcount() > 0)
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  if (text.size() > max_file)
    throw Refused{{}, fmt::format("it is larger than {} MB, too large for a suite", max_file >> 20U)};
  if (!in.eof()) throw Refused{{}, fmt::format("it cannot be read: {}", std::strerror(errno))};
  return text;
}

/// The YAML library takes some control characters for the end of the file: none may reach it.
void refuse_forbidden(const std::string& text) {
  const auto bad = loader::find_forbidden(text);
  if (!bad) return;
  const auto before = std::string_view(text).substr(0, *bad);
  const auto line = std::ranges::count(before, '\n') + 1;
  const auto column = before.size() - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
  throw Refused{{static_cast<int>(line), static_cast<int>(column)},
                fmt::format("the byte 0x{:02x}: a suite is UTF-8 text without control characters",
                            static_cast<unsigned char>(text[*bad]))};
}

}  // namespace

const Node* Node::find(const std::string& name) const {
  const auto it = std::ranges::find_if(children, [&](const Node& child) { return child.key == name; });
  return is_map() && it != children.end() ? &*it : nullptr;
}

Json to_json(const Node& node) {
  if (node.is_scalar()) return node.value;
  Json json = node.is_list() ? Json::array() : Json::object();
  for (const auto& child : node.children)
    if (node.is_list())
      json.push_back(to_json(child));
    else
      json[child.key] = to_json(child);
  return json;
}

std::optional<Node> read_document(const std::filesystem::path& file, std::string& text, Diagnostics& diagnostics) try {
  text = read_text(file);
  refuse_forbidden(text);
  // Without the comment at the end, the library takes a quote that is never closed for a closed one.
  std::istringstream in(text + (text.ends_with('\n') ? "#" : "\n#"));
  YAML::Parser parser(in);
  Builder document(diagnostics);
  if (!parser.HandleNextDocument(document)) throw Refused{{}, "it is empty"};
  Builder second(diagnostics);
  if (parser.HandleNextDocument(second)) throw Refused{second.start, "a second YAML document: a suite is one"};
  return std::move(document.root);
} catch (const Refused& refused) {
  diagnostics.add(refused.location, refused.message);
  return std::nullopt;
} catch (const YAML::Exception& error) {
  diagnostics.add(place_of(error.mark), "this is not YAML: " + error.msg);
  return std::nullopt;
}

}  // namespace slalom::suite
