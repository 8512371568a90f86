#include "loader/processor_level.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>

namespace slalom::loader {

namespace {

struct Level {
  const char* name;
  const char* flags;  // besides those of the levels below it; as Linux calls them
};

// The levels of the x86-64 psABI.
constexpr std::array levels{Level{"x86-64-v2", "cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3"},
                            Level{"x86-64-v3", "abm avx avx2 bmi1 bmi2 f16c fma movbe xsave"},
                            Level{"x86-64-v4", "avx512f avx512bw avx512cd avx512dq avx512vl"}};

std::set<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

/// The place of a level among `levels`, from 1; 0 for none of them.
std::ptrdiff_t rank(const std::string& level) {
  const auto at = std::ranges::find(levels, level, &Level::name);
  return at == levels.end() ? 0 : at - levels.begin() + 1;
}

}  // namespace

std::string level_of(const std::string& flags) {
  const auto has = words_of(flags);
  std::string found;
  for (const auto& level : levels) {
    if (!std::ranges::includes(has, words_of(level.flags))) break;
    found = level.name;
  }
  return found;
}

std::string processor_level() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("flags")) return level_of(line);
  return "";
}

std::vector<std::string> levels_in(const std::filesystem::path& libraries) {
  std::vector<std::string> found;
  for (const auto& level : levels)
    if (std::filesystem::is_directory(libraries / level.name)) found.emplace_back(level.name);
  return found;
}

std::string choose_level(const std::vector<std::string>& installed, const std::string& has, const std::string& wanted) {
  std::vector<std::string> runs;
  for (const auto& level : installed)
    if (rank(level) <= rank(has)) runs.push_back(level);
  if (runs.empty())
    throw std::runtime_error(
        fmt::format("this processor lacks instructions of {}, the least that the installed plugins are built for; a "
                    "build from source runs on it",
                    installed.at(0)));
  if (wanted.empty()) return runs.back();
  if (std::ranges::find(runs, wanted) == runs.end())
    throw std::runtime_error(fmt::format("SLALOM_LEVEL={}: this processor runs the installed plugins for {}", wanted,
                                         fmt::join(runs, " and ")));
  return wanted;
}

}  // namespace slalom::loader
