#include "project.hpp"

#include "exit_code.hpp"
#include "loader/search_paths.hpp"
#include "process/output_file.hpp"
#include "process/shell.hpp"

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
  process::write_file(file, kainjow::mustache::mustache(content(pattern)).render(values));
}

/// Makes the folder, which must not hold anything yet.
void make_folder(const fs::path& folder) {
  if (fs::exists(folder) && !fs::is_empty(folder))
    throw WrongRequest(
        fmt::format("{} already exists and is not empty: choose another folder with --dir", folder.string()));
  fs::create_directories(folder);
}

std::string word_for(Kind kind) { return kind == Kind::optimizer ? "optimizer" : "problem"; }

}  // namespace

std::string write_project(Kind kind, const std::string& name, const fs::path& folder) {
  make_folder(folder);
  const auto search_paths = loader::find_search_paths({});
  const auto word = word_for(kind);
  const std::string plugins = kind == Kind::optimizer ? "plugins" : "problems";
  const auto program = process::shell_word(loader::program_path().string());
  const auto package = process::shell_word(search_paths.package.string());

  kainjow::mustache::data values;
  values.set("name", name);
  values.set("plugin", name);
  values.set("schema", true);
  values.set("kind", word);
  values.set("type", type_name(name, kind == Kind::optimizer ? "Optimizer" : "Function"));
  values.set("folder", plugins);
  values.set("package", package);
  values.set("program", program);
  values.set("bin", loader::program_path().parent_path().string());
  fill(search_paths.projects / (word + ".cpp.mustache"), folder / (name + ".cpp"), values);
  fill(search_paths.projects / (word + ".yaml.mustache"), folder / (name + ".yaml"), values);
  fill(search_paths.projects / "CMakeLists.txt.mustache", folder / "CMakeLists.txt", values);
  fill(search_paths.projects / "README.md.mustache", folder / "README.md", values);
  return fmt::format(
      "  cd {}\n  cmake -B build -Dslalom_DIR={}\n  cmake --build build\n  {} run {}.yaml --plugin-path build/{}\n",
      process::shell_word(folder.string()), package, program, name, plugins);
}

std::string write_python_project(Kind kind, const std::string& name, const fs::path& folder) {
  make_folder(folder);
  const auto search_paths = loader::find_search_paths({});
  const auto word = word_for(kind);
  const auto program = process::shell_word(loader::program_path().string());
  kainjow::mustache::data values;
  values.set("name", name);
  values.set("plugin", name + ".py");
  values.set("kind", word);
  values.set("type", type_name(name, ""));
  values.set("program", program);
  fill(search_paths.projects / (word + ".py.mustache"), folder / (name + ".py"), values);
  fill(search_paths.projects / (word + ".yaml.mustache"), folder / (name + ".yaml"), values);
  fill(search_paths.projects / "README.python.md.mustache", folder / "README.md", values);
  return fmt::format("  cd {}\n  {} check {}.py\n  {} run {}.yaml\n", process::shell_word(folder.string()), program,
                     name, program, name);
}

}  // namespace slalom::cli
