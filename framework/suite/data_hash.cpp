#include "suite/data_hash.hpp"

#include "loader/file_hash.hpp"
#include "suite/data_files.hpp"

#include <slalom/data_path.hpp>

#include <algorithm>

namespace slalom::suite {

namespace {

namespace fs = std::filesystem;

std::string hash_of(const fs::path& named) try {
  std::string hash;
  for (const auto& file : data_files(named)) hash += (hash.empty() ? "" : "+") + loader::file_hash(file);
  return hash;
} catch (const std::exception&) {  // of files: the problem will say what is wrong with them
  return "";
}

}  // namespace

void DataHashes::shorten_name(Json& settings) const {
  for (auto& value : settings)
    if (value.is_object()) return shorten_name(value);  // the problem inside
  const auto name = settings.find("data");
  if (name == settings.end() || !name->is_string()) return;
  const fs::path given = name->get<std::string>();
  if (std::ranges::count(data_endings, given.extension()) == 0) return;
  const auto brief = fs::path(given).replace_extension().string();
  const auto location = find_data(folders_, brief);
  if (location.empty() || fs::exists(location)) return;
  for (const auto* ending : data_endings)
    if (fs::exists(location + ending)) {
      if (find_data(folders_, given.string()) == location + ending) *name = brief;
      return;
    }
}

std::string DataHashes::of(const Json& settings) {
  for (const auto& value : settings)
    if (value.is_object()) return of(value);  // the problem inside
  const auto name = settings.find("data");
  if (name == settings.end() || !name->is_string()) return "";
  const auto [hash, is_new] = known_.try_emplace(name->get<std::string>());
  if (is_new)
    if (const auto location = find_data(folders_, hash->first); !location.empty()) hash->second = hash_of(location);
  return hash->second;
}

}  // namespace slalom::suite
