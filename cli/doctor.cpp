// slalom doctor: what this program found, so that a user sees what is missing before a run does.
#include "commands.hpp"
#include "exit_code.hpp"
#include "loader/interpreter.hpp"
#include "plugins.hpp"
#include "process/sandbox.hpp"
#include "process/search_path.hpp"
#include "session/provenance.hpp"
#include "shipped_suites.hpp"
#include "suite/suite.hpp"
#include "worker/control_group.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <iostream>

namespace slalom::cli {

namespace {

namespace fs = std::filesystem;

constexpr Usage doctor_usage{
    .command = "doctor",
    .summary = "show what this program found: plugins, data sets, gnuplot, Slurm, …",
    .arguments = "[options]",
    .about =
        "Shows which program this is, and which plugins, data sets and other programs it found.\n"
        "Exit code 0: the suite of the lecture can run; 2: it cannot, and why.",
    .examples = "slalom doctor",
    .min_arguments = 0,
    .max_arguments = 0};

po::options_description doctor_options() {
  po::options_description options;
  add_run_options(options);
  return options;
}

void print(const std::string& what, const std::string& found) { std::cout << fmt::format("{:<13} {}\n", what, found); }

void print_program(const std::string& name, const std::string& without) {
  const auto found = process::program_on_path(name);
  print(name, found.empty() ? "not found: " + without : found);
}

/// The names of what lies in a folder that `list` takes, without the endings of data files.
std::string names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code not_there;
  for (const auto& entry : fs::directory_iterator(folder, not_there)) {
    const auto ending = entry.path().extension();
    if (entry.is_directory() || ending == ".csv" || ending == ".svm" || ending == ".npy" || ending == ".npz")
      names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

void print_data(const loader::SearchPaths& search_paths) {
  for (const auto& folder : process::folders_in(search_paths.data.folders))
    print("data sets", folder.string() + ": " + names_in(folder));
  const fs::path fashion = "/usr/share/datasets/fashion-mnist";
  if (!fs::exists(fashion))
    print("data sets", "fashion_mnist is not installed: the Debian package dataset-fashion-mnist brings it");
}

void print_plugins(const Plugins& plugins) {
  for (const auto& folder : plugins.search_paths.plugins) {
    const auto count = std::ranges::count(plugins.registry.files(), folder, &fs::path::parent_path);
    print("plugins", fmt::format("{}: {} files", folder.string(), count));
  }
  print("", fmt::format("{} optimizers, {} problems, {} schedules", plugins.registry.optimizers().size(),
                        plugins.registry.problems().size(), plugins.registry.schedules().size()));
}

/// Which Python runs optimizers that are files, or what is missing for that.
void print_python(const loader::SearchPaths& search_paths) {
  if (!exists(search_paths.python / "slalom_python.so")) {
    print("python", "not built: install the Debian package libpython3-dev and configure the build again");
    return;
  }
  try {
    const auto python = loader::find_interpreter();
    print("python", fmt::format("{}, version {}", python.program, python.version));
    if (!python.has_numpy) print("", fmt::format("NumPy is missing: {} -m pip install numpy", python.program));
  } catch (const std::exception& missing) {
    print("python", missing.what());
  }
}

int doctor(const Given& given) {
  print("program", session::version_text());
  print("", loader::program_path().string());
  print("processor", session::processor_text());
  print("sandbox", process::sandbox_text(sandbox_of(given)));
  print("limits", worker::control_groups_text());
  const auto plugins = load_plugins(given);
  print_plugins(plugins);
  if (!plugins.search_paths.level.empty()) print("", "built for " + plugins.search_paths.level);
  print_data(plugins.search_paths);
  print("suites", fmt::format("{}: {}", plugins.search_paths.suites.string(),
                              shipped_suites(plugins.search_paths.suites).size()));
  print_program("gnuplot", "reports have no charts; the Debian package gnuplot-nox brings it");
  print_python(plugins.search_paths);
  print_program("sbatch", "'slalom submit' needs Slurm");
  const auto planned = suite::plan_suite(plugins.search_paths.suites / "lecture.yaml", plugins.registry,
                                         {.seeds = {}, .trials = {}, .data_folder = plugins.search_paths.data});
  if (const auto* diagnostics = std::get_if<suite::DiagnosticList>(&planned)) {
    print("lecture", fmt::format("cannot run: {}", diagnostics->front().text()));
    return wrong_request;
  }
  print("lecture", "can run: slalom run lecture");
  return all_right;
}

}  // namespace

const Command commands::doctor{.usage = doctor_usage, .options = doctor_options, .run = cli::doctor};

}  // namespace slalom::cli
