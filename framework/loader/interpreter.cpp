#include "loader/interpreter.hpp"

#include "loader/search_paths.hpp"
#include "loader/source.hpp"
#include "process/search_path.hpp"
#include "process/start.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace slalom::loader {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// In the environment: so processes in a sandbox, which can start no program, need not ask.
constexpr const char* answer_variable = "SLALOM_PYTHON_ANSWER";

constexpr const char* question = R"(
import importlib.util, json, os, sys, sysconfig
get = sysconfig.get_config_var
name = get("INSTSONAME") or ""
folders = [get("LIBDIR"), os.path.join(get("LIBDIR") or "", get("MULTIARCH") or ""), os.path.join(sys.base_prefix, "lib")]
files = [os.path.join(folder, name) for folder in folders if folder and ".so" in name]
print(json.dumps({
    "version": sys.version.split()[0], "number": list(sys.version_info[:2]),
    "library": next((file for file in files if os.path.exists(file)), ""),
    "paths": [path for path in [*sys.path, sys.prefix, sys.base_prefix, sys.exec_prefix] if path and os.path.isabs(path)],
    "numpy": importlib.util.find_spec("numpy") is not None}))
)";

std::string value_of(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? "" : value;
}

std::string chosen_program() {
  if (const auto given = value_of("SLALOM_PYTHON"); !given.empty()) return given;
  for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX"})
    if (const auto folder = value_of(variable); !folder.empty())
      if (const auto program = fs::path(folder) / "bin" / "python3"; access(program.c_str(), X_OK) == 0)
        return program.string();
  if (auto program = process::program_on_path("python3"); !program.empty()) return program;
  throw std::runtime_error("no Python was found: there is no python3 on PATH, and no virtual environment is active");
}

Json ask(const std::string& program) {
  auto answer = Json::parse(process::output_of({program, "-c", question}, process::StandardError::discarded).text,
                            nullptr, false);
  if (answer.is_discarded()) throw std::runtime_error(fmt::format("{} is not a Python that can be used", program));
  answer["program"] = program;
  return answer;
}

}  // namespace

Interpreter find_interpreter() {
  const auto program = chosen_program();
  auto answer = Json::parse(value_of(answer_variable), nullptr, false);
  if (answer.is_discarded() || answer.value("program", "") != program) {
    answer = ask(program);
    setenv(answer_variable, answer.dump().c_str(), 1);
  }
  Interpreter found{.program = program,
                    .version = answer.at("version"),
                    .library = answer.at("library"),
                    .paths = answer.at("paths"),
                    .has_numpy = answer.at("numpy")};
  const auto number = answer.at("number").get<std::pair<int, int>>();
  if (number < std::pair(3, 10))
    throw std::runtime_error(fmt::format("{} is Python {}: at least 3.10 is needed", program, found.version));
  if (found.library.empty())
    throw std::runtime_error(
        fmt::format("{} (Python {}) has no shared library libpython{}.{}.so, by which it could be loaded: on Debian "
                    "install libpython{}.{}; an interpreter of your own is built with --enable-shared",
                    program, found.version, number.first, number.second, number.first, number.second));
  return found;
}

std::vector<fs::path> paths_of_sources(const std::vector<fs::path>& files) {
  std::vector<fs::path> paths;
  if (std::ranges::none_of(files, is_source)) return paths;
  for (const auto& file : files)
    if (const auto source = source_at(file.string()); !source.selector.empty()) paths.push_back(source.folder);
  const auto interpreter = find_interpreter();
  paths.insert(paths.end(), interpreter.paths.begin(), interpreter.paths.end());
  paths.push_back(fs::path(interpreter.library).parent_path());
  std::error_code missing;
  const auto python = find_search_paths({}).python;
  paths.push_back(python);
  paths.push_back(fs::canonical(python / "slalom", missing));
  std::erase_if(paths, [](const fs::path& path) { return path.empty() || path == "/"; });
  return paths;
}

}  // namespace slalom::loader
