// slalom bench
#include "bench/bench.hpp"

#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "plugins.hpp"
#include "process/memory_file.hpp"
#include "process/output_file.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace slalom::cli {

namespace {

constexpr Usage bench_usage{
    .command = "bench",
    .summary = "time every optimizer's step and every problem's gradient",
    .arguments = "[--dimension N] [--benchmark_filter=REGEX] [--benchmark_…]",
    .about =
        "Times plugins with Google Benchmark, whose options all work:\n"
        "step/X      a complete step of a run with optimizer X in two dimensions\n"
        "update/X    the update of a million float32 parameters by X; times_streaming: against the time\n"
        "            that it takes to bring its vectors through memory once\n"
        "gradient/Y  one gradient of problem Y, with its value\n"
        "value/Y     its value alone",
    .examples =
        "slalom bench --benchmark_filter='step/(sgd|adam)' --benchmark_repetitions=9\n"
        "slalom bench --dimension 1000 --benchmark_filter=rosenbrock",
    .min_arguments = 0,
    .max_arguments = 0,
    .passes_on = "--benchmark_"};

/// The file of --benchmark_out. Google Benchmark does not notice where it cannot be written, so it writes to memory.
class ResultsFile {
 public:
  /// Replaces the option by one that names the memory. Throws process::FileError if the file cannot be made.
  explicit ResultsFile(std::vector<std::string>& options) {
    constexpr std::string_view option = "--benchmark_out=";
    for (auto& text : options)
      if (text.starts_with(option)) {
        file_ = text.substr(option.size());
        if (!std::filesystem::exists(file_)) const process::OutputFile trial(file_);
        text = std::string(option) + path();
      }
  }

  /// Throws process::FileError if not all could be written.
  void write() const {
    if (file_.empty()) return;
    std::ifstream written(path(), std::ios::binary);
    process::write_named_file(file_, std::string(std::istreambuf_iterator<char>(written), {}));
  }

 private:
  std::string path() const { return fmt::format("/proc/self/fd/{}", memory_.get()); }

  process::MemoryFile memory_{"bench"};
  std::filesystem::path file_;
};

int bench(const Given& given) {
  const auto plugins = load_plugins(given);
  auto googles = given.passed_on;
  // Given options come later and count.
  if (!may_use_escape_codes()) googles.insert(googles.begin(), "--benchmark_color=false");
  ResultsFile results(googles);
  bool all_measured = false;
  try {
    all_measured = bench::run_benchmarks(loader::Registry::load(plugins.registry.files()), plugins.search_paths.data,
                                         googles, given.count("dimension"));
  } catch (const std::invalid_argument& error) {
    throw WrongRequest(error.what());
  }
  results.write();
  return all_measured ? all_right : some_failed;
}

po::options_description bench_options() {
  auto options = plugin_options();
  options.add_options()("dimension", po::value<Count>()->value_name("N"),
                        "time only the problems that have a dimension, in N dimensions");
  return options;
}

}  // namespace

const Command commands::bench{.usage = bench_usage, .options = bench_options, .run = cli::bench};

}  // namespace slalom::cli
