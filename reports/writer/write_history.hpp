// The history of several results folders, on disk.
#pragma once

#include "statistics/history.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::writer {

inline constexpr std::size_t max_history_charts = 100;

/// Writes history.md, history.json and charts of the first series, which are those that changed, to `out`, which must
/// be empty or hold an earlier history. Returns sentences: what could not be drawn. Throws store::StoreError if a file
/// cannot be written.
std::vector<std::string> write_history(const statistics::History& history, const std::filesystem::path& out);

}  // namespace slalom::writer
