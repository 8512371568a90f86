// Data in LIBSVM's format, which is SVMlight's: a line an example, `label index:value index:value …`, indices from 1.
// Chang & Lin (2011).
#pragma once

#include <slalom/data_table.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace [[gnu::visibility("hidden")]] slalom {

/// The features as columns, what is not given as 0, and the label last; labels -1 and 1 become 0 and 1. Text from # to
/// the end of a line is a comment. Throws std::runtime_error with file and line.
inline DataTable read_svmlight(const std::string& path, std::uint64_t limit = default_data_limit) {
  const auto text = read_bytes(path, limit);
  struct Entry {
    std::size_t row, index;
    double value;
  };
  const auto values = std::ranges::count(text, ':');
  check_data_limit(path, "its " + std::to_string(values) + " values", static_cast<double>(values) * sizeof(Entry),
                   limit);
  std::vector<Entry> entries;
  std::vector<double> labels;
  std::size_t features = 0, line_number = 0;
  const auto fail = [&](std::string_view token, const char* wanted) {
    throw std::runtime_error(path + ":" + std::to_string(line_number) + ": '" + std::string(token) + "'; " + wanted);
  };
  const auto number = [&](std::string_view digits, std::string_view token, const char* wanted) {
    double value = 0;
    if (digits.starts_with('+')) digits.remove_prefix(1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) fail(token, wanted);
    return value;
  };

  std::string_view rest = text;
  while (!rest.empty()) {
    ++line_number;
    auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    line = line.substr(0, line.find('#'));
    std::size_t last = 0;
    for (bool first = true;; first = false) {
      line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
      if (line.empty()) {
        if (first) fail(line, "an example was expected: a label and pairs of index:value");
        break;
      }
      const auto token = line.substr(0, line.find_first_of(" \t\r"));
      line.remove_prefix(token.size());
      if (first) {
        labels.push_back(number(token, token, "the label, a finite number, was expected"));
        continue;
      }
      const auto colon = std::min(token.find(':'), token.size());
      std::size_t index = 0;
      const auto [end, error] = std::from_chars(token.data(), token.data() + colon, index);
      if (colon == token.size() || error != std::errc() || end != token.data() + colon || index <= last)
        fail(token, "index:value was expected, the indices rising from 1");
      entries.push_back(
          {labels.size() - 1, index, number(token.substr(colon + 1), token, "a finite value was expected")});
      last = index;
      features = std::max(features, index);
    }
  }
  if (labels.empty()) throw std::runtime_error(path + ": the file is empty");
  constexpr std::size_t max_empty = 1000;  // columns for one that is given: more are a slip of the pen
  if (features / max_empty > entries.size())
    throw std::runtime_error(path + ": it has an index " + std::to_string(features) + ", but " +
                             std::to_string(entries.size()) +
                             " values: nearly all columns would be empty, and be held with their zeros; indices count "
                             "the features from 1");
  check_table_size(path, labels.size(), features + 1, limit);

  if (std::ranges::all_of(labels, [](double y) { return y == -1 || y == 1; }))
    for (double& y : labels) y = (y + 1) / 2;
  DataTable table{path, features + 1, std::vector<double>(labels.size() * (features + 1)), 1};
  for (const auto& e : entries) table.numbers[e.row * table.columns + e.index - 1] = e.value;
  for (std::size_t i = 0; i < labels.size(); ++i) table.numbers[(i + 1) * table.columns - 1] = labels[i];
  return table;
}

}  // namespace slalom
