#include "loader/source.hpp"

#include "loader/interpreter.hpp"
#include "loader/search_paths.hpp"
#include "loader/table_check.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <slalom/bridge.h>

#include <algorithm>
#include <cctype>

namespace slalom::loader {

namespace {

constexpr std::string_view ending = ".py";

void* open_library(const std::filesystem::path& file, int mode) {
  void* library = dlopen(file.c_str(), mode);
  if (library == nullptr) throw std::runtime_error(dlerror());
  return library;
}

/// The bridge, which is loaded once and never unloaded.
slalom_open_source_function bridge(const Interpreter& interpreter, const std::filesystem::path& folder) {
  static slalom_open_source_function function = nullptr;
  if (function != nullptr) return function;
  const auto file = folder / "slalom_python.so";
  if (!exists(file))
    throw std::runtime_error(
        "this slalom was built without Python: install Debian's libpython3-dev and configure the build again");
  open_library(interpreter.library, RTLD_NOW | RTLD_GLOBAL);  // extension modules, such as NumPy's, look for it there
  void* const found = dlsym(open_library(file, RTLD_NOW | RTLD_LOCAL), "slalom_open_source");
  if (found == nullptr) throw std::runtime_error(dlerror());
  return function = reinterpret_cast<slalom_open_source_function>(found);
}

std::string simple(const std::string& name) {
  std::string letters;
  for (const char c : name)
    if (c != '_') letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return letters;
}

}  // namespace

bool is_source(const std::filesystem::path& file) { return source_at(file.string()).path.extension() == ending; }

std::string address_of(const SourceFile& source) {
  if (source.selector.empty()) return source.path.string();
  return source.path.string() + '?' + source.selector + '?' + source.folder.string();
}

SourceFile source_at(const std::string& address) {
  const auto first = address.find('?'), second = address.find('?', first + 1);
  if (first == std::string::npos || second == std::string::npos) return {.path = address, .spelled = ""};
  return {.path = address.substr(0, first),
          .spelled = "",
          .selector = address.substr(first + 1, second - first - 1),
          .folder = address.substr(second + 1)};
}

std::optional<std::filesystem::path> library_file(const std::string& name) {
  const bool plain = !name.empty() && name.front() != '_' &&
                     name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  if (!plain) return std::nullopt;
  auto file = find_search_paths({}).python / "slalom" / "optimizers" / (name + std::string(ending));
  std::error_code too_long;  // a name can be
  return exists(file, too_long) ? std::optional(std::move(file)) : std::nullopt;
}

std::shared_ptr<const PluginFile> load_source(const SourceFile& wanted) {
  const auto& path = wanted.path;
  std::error_code not_there;
  if (!is_regular_file(path, not_there)) throw std::runtime_error("there is no such file");
  const auto interpreter = find_interpreter();
  const auto folder = find_search_paths({}).python;
  const auto open = bridge(interpreter, folder);
  const auto absolute = std::filesystem::absolute(path).lexically_normal().string();
  slalom_source source{.struct_size = sizeof(slalom_source),
                       .interpreter = interpreter.program.c_str(),
                       .package = folder.c_str(),
                       .file = absolute.c_str(),
                       .table = nullptr,
                       .selector = wanted.selector.c_str(),
                       .folder = wanted.folder.c_str(),
                       .hash = nullptr,
                       .reason = nullptr};
  open(&source);
  if (source.table == nullptr) throw std::runtime_error(source.reason);
  if (const auto mistake = table_mistake(source.table); !mistake.empty()) throw std::runtime_error(mistake);
  auto file = std::make_shared<PluginFile>();
  file->path = path;
  file->spelled = wanted.spelled;
  file->selector = wanted.selector;
  file->folder = wanted.folder;
  file->hash = source.hash;
  file->version = source.table->version;
  file->table = source.table;
  return file;
}

std::optional<SourceName> source_name(const std::string& text) {
  const auto colon = text.rfind(':');
  auto file = text.substr(0, colon);
  if (!file.ends_with(ending) || file.size() == ending.size()) return std::nullopt;
  return SourceName{std::move(file), colon == std::string::npos ? "" : text.substr(colon + 1)};
}

std::string spelled_file(const std::string& file) {
  return std::filesystem::path(file).lexically_normal().generic_string();
}

bool same_entry(const std::string& a, const std::string& b) { return simple(a) == simple(b); }

}  // namespace slalom::loader
