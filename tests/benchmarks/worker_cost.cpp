// What workers cost: 10,000 runs of about 100 µs, stored, in this process, in workers, and in workers
// in a sandbox, in turn. Prints the ratios.
#include "store/store.hpp"
#include "support/runs.hpp"
#include "support/temporary_folder.hpp"
#include "worker/supervisor.hpp"
#include "worker/worker.hpp"

#include <fmt/format.h>

#include <ctime>
#include <numeric>

namespace {

using namespace slalom;
using Clock = std::chrono::steady_clock;

constexpr std::size_t runs = 10000;
constexpr int rounds = 7;

double seconds_of(const std::function<void(store::Store&)>& body) {
  const test::TemporaryFolder folder;
  store::Store store(folder.path(), store::Store::Mode::write);
  const auto start = Clock::now();
  body(store);
  store.commit();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double here(const suite::Plan& plan) {
  return seconds_of([&](store::Store& store) {
    run::execute(plan, plan.runs, test::registry(), test::options(0),
                 {.problem_info = [&](const auto& key, const auto& info) { store.put_info(key, info); },
                  .record = [&](const run::RunRecord& record) { store.put(record); }});
  });
}

double in_workers(const suite::Plan& plan, bool sandbox) {
  return seconds_of([&](store::Store& store) {
    worker::supervise(plan, plan.runs, test::registry(),
                      {.jobs = 0,
                       .data_folder = test::build / "data",
                       .timeout = std::chrono::hours(1),
                       .sandbox = sandbox ? process::Sandbox::on : process::Sandbox::off},
                      {.problem_info = [&](const auto& key, const auto& info) { store.put_info(key, info); },
                       .record = [&](const run::RunRecord& record) { store.put(record); }});
  });
}

double processor_seconds_per_run(const suite::Case& c) {
  const auto start = std::clock();
  for (std::uint64_t seed = 1; seed <= 200; ++seed) test::run(c, seed);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / 200;
}

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + rounds / 2);
  return values[rounds / 2];
}

}  // namespace

int main(int count, char** words) {
  if (count == 3 && std::string(words[1]) == "worker") worker::work(std::stoi(words[2]));

  auto c = test::make_case("two_wells", Json::object(), "momentum", Json::object(), 1e-3);
  c.recording.points = 20;
  c.budget.steps = 2000;
  std::vector<std::uint64_t> seeds(runs);
  std::iota(seeds.begin(), seeds.end(), 1U);
  c.budget.steps = static_cast<std::uint64_t>(2000 * 100e-6 / processor_seconds_per_run(c));
  fmt::print("{} runs of {:.0f} us\n", runs, processor_seconds_per_run(c) * 1e6);
  const auto plan = test::plan_of({c}, seeds);

  std::vector<double> without, with, sandboxed, sandbox_ratio;
  for (int i = 0; i < rounds; ++i) {
    without.push_back(here(plan));
    with.push_back(in_workers(plan, false));
    sandboxed.push_back(in_workers(plan, true));
    sandbox_ratio.push_back(sandboxed.back() / with.back());
    fmt::print("in this process {:.3f} s, in workers {:.3f} s, in a sandbox {:.3f} s\n", without.back(), with.back(),
               sandboxed.back());
  }
  fmt::print("median: {:.3f} s, {:.3f} s and {:.3f} s; ratio of workers {:.3f}, of the sandbox to workers {:.3f}\n",
             median(without), median(with), median(sandboxed), median(with) / median(without), median(sandbox_ratio));
}
