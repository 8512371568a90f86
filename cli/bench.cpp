// slalom bench
#include "bench/bench.hpp"

#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "plugins.hpp"
#include "terminal.hpp"

namespace slalom::cli {

namespace {

constexpr Usage usage{
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

int bench(const Given& given) {
  const auto plugins = load_plugins(given);
  auto googles = given.passed_on;
  // Given options come later and count.
  if (!may_use_escape_codes()) googles.insert(googles.begin(), "--benchmark_color=false");
  try {
    host::run_benchmarks(host::Registry::load(plugins.registry.files()), plugins.search_paths.data, googles,
                         given.count("dimension"));
  } catch (const std::invalid_argument& error) {
    throw WrongRequest(error.what());
  }
  return all_right;
}

po::options_description options() {
  auto options = plugin_options();
  options.add_options()("dimension", po::value<Count>()->value_name("N"),
                        "time only the problems that have a dimension, in N dimensions");
  return options;
}

}  // namespace

const Command commands::bench{.usage = usage, .options = options, .run = cli::bench};

}  // namespace slalom::cli
