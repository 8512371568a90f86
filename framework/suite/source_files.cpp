#include "loader/source.hpp"
#include "suite/document.hpp"

#include <algorithm>

namespace slalom::suite {

namespace {

/// Where names of plugins stand: as the value of such a key, or as an entry of such a list.
constexpr std::array names{"optimizer", "problem", "inner"};
constexpr std::array lists{"optimizers", "problems"};

bool is_among(const auto& words, const std::string& word) { return std::ranges::count(words, word) > 0; }

const Node* name_in(const Node& node) {
  return node.is_map() ? node.find("optimizer") : node.is_scalar() ? &node : nullptr;
}

void collect_libraries(const Node& node, const std::filesystem::path& folder, std::vector<loader::SourceFile>& found) {
  if (const auto* name = name_in(node); name != nullptr && name->is_scalar())
    if (const auto file = loader::library_file(name->text))
      found.push_back({.path = *file, .spelled = name->text, .selector = selector_of(node), .folder = folder});
  for (const auto& child : node.children) collect_libraries(child, folder, found);
}

void collect(const Node& node, const std::string& list, std::vector<std::string>& found) {
  if (node.is_scalar() && (is_among(names, node.key) || is_among(lists, list)))
    if (const auto name = loader::source_name(node.text)) found.push_back(loader::spelled_file(name->file));
  for (const auto& child : node.children) collect(child, node.is_list() ? node.key : "", found);
}

}  // namespace

std::string selector_of(const Node& entry) {
  std::string selector;
  for (const char* key : loader::selecting_keys)
    if (const auto* value = entry.is_map() ? entry.find(key) : nullptr; value != nullptr && value->is_scalar())
      selector += (selector.empty() ? "" : ";") + (key + ("=" + value->text));
  return selector;
}

std::vector<loader::SourceFile> source_files(const std::filesystem::path& suite) {
  Diagnostics ignored(suite);  // plan_suite tells them
  std::string text;
  const auto root = read_document(suite, text, ignored);
  if (!root) return {};
  std::vector<std::string> found;
  collect(*root, "", found);
  std::vector<loader::SourceFile> files;
  for (const auto& spelled : found) {
    const auto path = std::filesystem::absolute(suite).parent_path() / spelled;
    files.push_back({path.lexically_normal(), spelled});
  }
  collect_libraries(*root, std::filesystem::absolute(suite).parent_path(), files);
  std::ranges::sort(files);
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

}  // namespace slalom::suite
