// Whatever the shape of w, the real type and the settings: an optimizer works.
#include "check/extremes.hpp"
#include "check/optimizer_checks.hpp"
#include "check/trial.hpp"

#include <array>

namespace slalom::host {

void check_dimensions(const OptimizerEntry& entry, const Surroundings& around) {
  for (const std::size_t dimension : {1, 3, 10'000}) {
    Trial trial(entry, around, {.real = real_of(entry), .dimension = dimension});
    trial.steps(5);
  }
  try {
    const Trial trial(entry, around, {.real = real_of(entry), .dimension = 0});
  } catch (const PluginError&) {
    return;
  }
  fail("it accepts a space of dimension 0, which has no points");
}

void check_tensors(const OptimizerEntry& entry, const Surroundings& around) {
  const std::array<std::size_t, 2> matrix{5, 4};
  const std::array<std::size_t, 1> vector{3};
  const std::array<std::size_t, 4> kernel{2, 1, 3, 2};
  const std::array tensors{slalom_tensor{sizeof(slalom_tensor), "matrix", 0, 2, matrix.data()},
                           slalom_tensor{sizeof(slalom_tensor), "vector", 20, 1, vector.data()},
                           slalom_tensor{sizeof(slalom_tensor), "number", 23, 0, nullptr},
                           slalom_tensor{sizeof(slalom_tensor), "kernel", 24, 4, kernel.data()}};
  const auto& [matrix_tensor, vector_tensor, number_tensor, kernel_tensor] = tensors;
  const std::array pointers{&matrix_tensor, &vector_tensor, &number_tensor, &kernel_tensor};
  constexpr std::size_t dimension = 36;
  const slalom_space space{sizeof(slalom_space), dimension, pointers.data(), pointers.size()};
  Trial trial(entry, around, {.real = real_of(entry), .dimension = dimension, .space = &space});
  trial.steps(5);
}

void check_real_types(const OptimizerEntry& entry, const Surroundings& around) {
  for (const auto real : {SLALOM_FLOAT64, SLALOM_FLOAT32})
    if (entry.c->step[real] != nullptr) Trial(entry, around, {.real = real}).steps(5);
  if (entry.c->step[SLALOM_FLOAT64] == nullptr) fail("it does not offer float64, which most problems prefer");
  if (entry.c->step[SLALOM_FLOAT32] == nullptr) throw CheckRemark("it does not offer float32");
}

void check_settings(const OptimizerEntry& entry, const Surroundings& around) {
  for (const auto& extreme : extremes(entry.settings)) try {
      Trial trial(entry, around, {.real = real_of(entry), .settings = extreme.settings()});
      for (int i = 0; i < 5; ++i) trial.step();  // it may fail with a message, but not crash
    } catch (const PluginError& refused) {
      fail("it declares that {} is allowed, but refuses it: {}", extreme.text(), refused.what());
    }
}

}  // namespace slalom::host
