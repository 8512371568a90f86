// A comparison as Markdown with charts.
#pragma once

#include "statistics/comparison.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace slalom::markdown {

struct MarkdownReport {
  std::string text;                             ///< report.md
  std::map<std::string, std::string> problems;  ///< by file: "problems/e1p2.md"; empty where report.md has all
};

/// report.md may have so many bytes; else the problems go to files of their own. Code-hosting pages show no file that
/// is much larger.
inline constexpr std::size_t max_bytes = 380'000;

/// Draws the charts into the folder `charts`, which exists; adds a sentence to `warnings` for
/// what could not be drawn, and the report says so too.
MarkdownReport render_markdown(const statistics::Comparison& comparison, const std::filesystem::path& charts,
                               const std::filesystem::path& templates, std::vector<std::string>& warnings,
                               std::size_t most = max_bytes);

}  // namespace slalom::markdown
