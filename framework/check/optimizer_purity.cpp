// What a run gives depends on that run alone.
#include "check/optimizer_checks.hpp"
#include "check/trial.hpp"

#include <cstring>

namespace slalom::host {

namespace {

constexpr int steps = 12;

void one_step(Trial& trial) {
  trial.f.next_example();
  trial.steps(1);
}

std::vector<double> run_alone(const OptimizerEntry& entry, const std::filesystem::path& data_folder) {
  Trial trial(entry, data_folder);
  for (int i = 0; i < steps; ++i) one_step(trial);
  return trial.numbers();
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace

void check_repeatable(const OptimizerEntry& entry, const std::filesystem::path& data_folder) {
  if (!same_bits(run_alone(entry, data_folder), run_alone(entry, data_folder)))
    fail("two runs from one start, with the same random numbers, end at different points");
}

void check_independent_states(const OptimizerEntry& entry, const std::filesystem::path& data_folder) {
  const auto alone = run_alone(entry, data_folder);
  Trial first(entry, data_folder);
  Trial second(entry, data_folder, {.real = real_of(entry), .dimension = 5, .seed = 2});
  for (int i = 0; i < steps; ++i) {
    one_step(first);
    one_step(second);
  }
  if (!same_bits(first.numbers(), alone)) fail("a run ends at another point when a second one goes on beside it");
}

}  // namespace slalom::host
