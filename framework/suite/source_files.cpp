#include "plugin/source.hpp"
#include "suite/document.hpp"

#include <algorithm>

namespace slalom::host {

namespace {

/// Where names of plugins stand: as the value of such a key, or as an entry of such a list.
constexpr std::array names{"optimizer", "problem", "inner"};
constexpr std::array lists{"optimizers", "problems"};

bool is_among(const auto& words, const std::string& word) { return std::ranges::count(words, word) > 0; }

void collect(const Node& node, const std::string& list, std::vector<std::string>& found) {
  if (node.is_scalar() && (is_among(names, node.key) || is_among(lists, list)))
    if (const auto name = source_name(node.text)) found.push_back(spelled_file(name->file));
  for (const auto& child : node.children) collect(child, node.is_list() ? node.key : "", found);
}

}  // namespace

std::vector<SourceFile> source_files(const std::filesystem::path& suite) {
  Findings ignored(suite);  // plan_suite tells them
  std::string text;
  const auto root = read_document(suite, text, ignored);
  if (!root) return {};
  std::vector<std::string> found;
  collect(*root, "", found);
  std::vector<SourceFile> files;
  for (const auto& spelled : found) {
    const auto path = std::filesystem::absolute(suite).parent_path() / spelled;
    files.push_back({path.lexically_normal(), spelled});
  }
  std::ranges::sort(files);
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

}  // namespace slalom::host
