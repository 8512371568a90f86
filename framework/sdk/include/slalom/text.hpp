// Plain text as numbers.
#pragma once

#include <slalom/data_path.hpp>
#include <slalom/data_table.hpp>

#include <array>
#include <cstdint>

namespace [[gnu::visibility("hidden")]] slalom {

struct Text {
  std::string path;
  std::vector<unsigned char> alphabet;  ///< the bytes that occur, rising
  std::vector<std::uint32_t> symbols;   ///< of each byte of the text its place in the alphabet
};

/// Reads NAME.txt in the first of the folders that has it; characters outside ASCII count as their bytes. Throws
/// std::runtime_error if there is no such file, or if it is empty.
inline Text read_text(const DataFolders& folders, const std::string& name) {
  const auto found = require_data(folders.text, name, "NAME.txt"), file = data_file(found, ".txt");
  const auto path = file.empty() ? found + ".txt" : file;
  const auto bytes = read_bytes(path, folders.limit);
  check_data_limit(path, "its text", static_cast<double>(bytes.size()) * sizeof(std::uint32_t), folders.limit);
  if (bytes.empty()) throw std::runtime_error(path + ": the file is empty");
  Text text{path, {}, {}};
  std::array<bool, 256> occurs{};
  for (const char c : bytes) occurs[static_cast<unsigned char>(c)] = true;
  std::array<std::uint32_t, 256> place{};
  for (std::size_t c = 0; c < 256; ++c)
    if (occurs[c]) {
      place[c] = static_cast<std::uint32_t>(text.alphabet.size());
      text.alphabet.push_back(static_cast<unsigned char>(c));
    }
  text.symbols.reserve(bytes.size());
  for (const char c : bytes) text.symbols.push_back(place[static_cast<unsigned char>(c)]);
  return text;
}

}  // namespace slalom
