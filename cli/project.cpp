#include "project.hpp"

#include "exit_code.hpp"
#include "plugin/places.hpp"

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include <fstream>
#include <iterator>

namespace slalom::cli {

namespace {

namespace fs = std::filesystem;

/// "my_adam", "Optimizer" → "MyAdamOptimizer".
std::string type_name(const std::string& name, const std::string& suffix) {
  std::string type;
  bool first = true;
  for (const char c : name) {
    if (c != '_') type += first ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    first = c == '_';
  }
  return type + suffix;
}

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(fmt::format("cannot read {}: is this installation complete?", file.string()));
  return {std::istreambuf_iterator<char>(in), {}};
}

void fill(const fs::path& pattern, const fs::path& file, const kainjow::mustache::data& values) {
  std::ofstream out(file, std::ios::binary);
  out << kainjow::mustache::mustache(content(pattern)).render(values);
  out.close();
  if (!out) throw std::runtime_error(fmt::format("cannot write {}", file.string()));
}

}  // namespace

std::string write_project(Kind kind, const std::string& name, const fs::path& folder) {
  if (fs::exists(folder) && !fs::is_empty(folder))
    throw WrongRequest(
        fmt::format("{} already exists and is not empty: choose another folder with --dir", folder.string()));
  fs::create_directories(folder);
  const auto places = host::find_places({});
  const std::string word = kind == Kind::optimizer ? "optimizer" : "problem";
  const std::string plugins = kind == Kind::optimizer ? "plugins" : "problems";
  const auto program = host::program_path().string();

  kainjow::mustache::data values;
  values.set("name", name);
  values.set("kind", word);
  values.set("type", type_name(name, kind == Kind::optimizer ? "Optimizer" : "Function"));
  values.set("folder", plugins);
  values.set("package", places.package.string());
  values.set("program", program);
  values.set("bin", fs::path(program).parent_path().string());
  fill(places.projects / (word + ".cpp.mustache"), folder / (name + ".cpp"), values);
  fill(places.projects / (word + ".yaml.mustache"), folder / (name + ".yaml"), values);
  fill(places.projects / "CMakeLists.txt.mustache", folder / "CMakeLists.txt", values);
  fill(places.projects / "README.md.mustache", folder / "README.md", values);
  return fmt::format(
      "  cd {}\n  cmake -B build -Dslalom_DIR={}\n  cmake --build build\n  {} run {}.yaml --plugin-path build/{}\n",
      folder.string(), places.package.string(), program, name, plugins);
}

}  // namespace slalom::cli
