// The name that was probably meant.
#pragma once

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace slalom::suite {

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other, each place edited
/// once (optimal string alignment; Damerau 1964).
inline std::size_t edit_distance(const std::string& a, const std::string& b) {
  using Row = std::vector<std::size_t>;
  Row before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}

/// In small letters.
inline std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// The shortest candidate that has `name` in it, if that is no single letter or two.
inline std::optional<std::string> longer(const std::string& name, std::span<const std::string> candidates) {
  constexpr std::size_t least = 3;
  if (name.size() < least) return std::nullopt;
  std::optional<std::string> best;
  for (const auto& candidate : candidates)
    if (lower(candidate).find(lower(name)) != std::string::npos && (!best || candidate.size() < best->size()))
      best = candidate;
  return best;
}

/// The candidate with the fewest edits from `name`, if they are few: at most one in three characters, but always one.
/// If there is none, one that `name` is a part of. Small and capital letters are the same.
inline std::optional<std::string> nearest(const std::string& name, std::span<const std::string> candidates) {
  constexpr std::size_t longest = 64;  // longer ones are no misspelt names
  if (name.size() > longest) return std::nullopt;
  std::optional<std::string> best;
  std::size_t min_edits = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    const auto edits = edit_distance(lower(name), lower(candidate));
    if (edits < min_edits) {
      min_edits = edits;
      best = candidate;
    }
  }
  return best ? best : longer(name, candidates);
}

}  // namespace slalom::suite
