// slalom bench
#include "bench/bench.hpp"

#include "command_line.hpp"
#include "exit_code.hpp"
#include "plugins.hpp"
#include "terminal.hpp"

namespace slalom::cli {

namespace {

constexpr Usage usage{
    .command = "bench",
    .arguments = "[--benchmark_filter=REGEX] [--benchmark_…]",
    .about =
        "Times plugins with Google Benchmark, whose options all work:\n"
        "step/X      a whole step of a run with optimizer X in two dimensions\n"
        "update/X    the update of a million float32 parameters by X; times_streaming: against the time\n"
        "            that it takes to bring its vectors through memory once\n"
        "gradient/Y  one gradient of problem Y",
    .examples = "slalom bench --benchmark_filter='step/(sgd|adam)' --benchmark_repetitions=9",
    .fewest = 0,
    .most = 0};

}  // namespace

int bench(const Arguments& arguments) {
  Arguments ours, googles;
  for (const auto& argument : arguments) (argument.starts_with("--benchmark_") ? googles : ours).push_back(argument);
  // Given options come later and count.
  if (!may_use_escape_codes()) googles.insert(googles.begin(), "--benchmark_color=false");
  po::options_description options;
  add_plugin_path(options);
  const auto given = parse(usage, options, ours);
  if (!given) return all_right;
  const auto plugins = load_plugins(given->paths("plugin-path"));
  try {
    host::run_benchmarks(plugins.registry, plugins.places.data, googles);
  } catch (const std::invalid_argument& error) {
    throw WrongRequest(error.what());
  }
  return all_right;
}

}  // namespace slalom::cli
