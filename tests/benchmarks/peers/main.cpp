// How long a step of gradient descent on a network takes here and in libtorch: the same network, weights, batches and
// precision (float32), one thread. Before it measures, it checks that loss and gradient are the same in float64, and
// exits with 1 if they are not. Google Benchmark's options hold, such as --benchmark_repetitions=20.
#include "ours.hpp"
#include "support/temporary_folder.hpp"
#include "theirs.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cmath>
#include <map>
#include <numeric>

namespace {

using namespace slalom;
using namespace slalom::peers;

constexpr double tolerance = 1e-12;

const std::vector<Network> networks{
    {.name = "mlp_64_32_10", .problem = "mlp", .settings = {{"hidden", {32}}}, .side = 8, .batch = 32, .hidden = {32}},
    {.name = "mlp_784_128_10",
     .problem = "mlp",
     .settings = {{"hidden", {128}}},
     .side = 28,
     .batch = 64,
     .hidden = {128}},
    {.name = "lenet",
     .problem = "lenet",
     .settings = nlohmann::json::object(),
     .side = 28,
     .batch = 64,
     .channels = {6, 16},
     .hidden = {120, 84}}};

/// Images, in memory and in a data folder.
class Data {
 public:
  explicit Data(std::size_t side) : images(make_images(1024, side)) { write_csv(images, folder() / "images.csv"); }

  const Images images;
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  test::TemporaryFolder folder_;
};

double norm(const std::vector<double>& v) { return std::sqrt(std::inner_product(v.begin(), v.end(), v.begin(), 0.0)); }

/// Whether both give the same in float64.
bool agree(const Network& network, const Data& data) {
  Ours ours(network, SLALOM_FLOAT64, data.folder());
  for (int i = 0; i < 3; ++i) ours.step();  // biases start at 0
  Theirs theirs(network, true, data.images, ours.w());
  std::vector<std::uint32_t> batch(network.batch);
  std::iota(batch.begin(), batch.end(), 3U);
  const auto [loss, gradient] = ours.gradient(batch);
  const auto [expected_loss, expected] = theirs.gradient(batch);
  auto difference = gradient;
  for (std::size_t i = 0; i < expected.size(); ++i) difference[i] -= expected[i];
  const double loss_error = std::abs(loss - expected_loss) / std::abs(expected_loss);
  const double gradient_error = norm(difference) / norm(expected);
  fmt::print("{}: relative difference of the loss {:.1e}, of the gradient {:.1e}\n", network.name, loss_error,
             gradient_error);
  return loss_error <= tolerance && gradient_error <= tolerance;
}

template <class Side>
void bench(benchmark::State& state, Side& side) {
  for (auto _ : state) side.step();
}

/// Prints as usual, and keeps the medians of processor time.
class Medians : public benchmark::ConsoleReporter {
 public:
  Medians() : ConsoleReporter(OO_Tabular) {}
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs)
      if (run.aggregate_name == "median") times_[run.run_name.function_name] = run.GetAdjustedCPUTime();
    ConsoleReporter::ReportRuns(runs);
  }
  void print_ratios() const {
    for (const auto& network : networks) {
      const auto ours = times_.find(network.name + "/slalom"), theirs = times_.find(network.name + "/torch");
      if (ours == times_.end() || theirs == times_.end()) continue;  // filtered out
      fmt::print("{}: {:.2f} times as fast as torch\n", network.name, theirs->second / ours->second);
    }
  }

 private:
  std::map<std::string, double> times_;
};

void add_benchmarks(const Network& network, const Data& data) {
  auto ours = std::make_shared<Ours>(network, SLALOM_FLOAT32, data.folder());
  auto theirs = std::make_shared<Theirs>(network, false, data.images, ours->w());
  const auto add = [&](const char* who, auto side) {
    benchmark::RegisterBenchmark((network.name + "/" + who).c_str(), [side](benchmark::State& state) {
      bench(state, *side);
    })->MeasureProcessCPUTime();
  };
  add("slalom", ours);
  add("torch", theirs);
}

}  // namespace

int main(int count, char** words) {
  std::vector<char*> options(words, words + count);
  // Repetitions in turn, so that both sides meet the same machine.
  for (const char* option : {"--benchmark_repetitions=9", "--benchmark_enable_random_interleaving=true",
                             "--benchmark_min_time=0.2", "--benchmark_report_aggregates_only=true"})
    options.insert(options.begin() + 1, const_cast<char*>(option));
  count = static_cast<int>(options.size());
  benchmark::Initialize(&count, options.data());
  if (benchmark::ReportUnrecognizedArguments(count, options.data())) return 2;

  const std::map<std::size_t, Data> data = [] {
    std::map<std::size_t, Data> all;
    for (const auto& network : networks) all.try_emplace(network.side, network.side);
    return all;
  }();
  bool same = true;
  for (const auto& network : networks) same = agree(network, data.at(network.side)) && same;
  if (!same) return 1;

  for (const auto& network : networks) add_benchmarks(network, data.at(network.side));
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  medians.print_ratios();
}
