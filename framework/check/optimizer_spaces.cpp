// Whatever the shape of w, the real type and the settings: an optimizer works.
#include "check/extremes.hpp"
#include "check/optimizer_checks.hpp"
#include "check/short_run.hpp"
#include "check/suite_keys.hpp"

#include <array>

namespace slalom::check {

void check_dimensions(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  const auto try_it = [&](std::size_t dimension) {
    ShortRun(entry, context, {.real = real_of(entry), .dimension = dimension}).steps(5);
  };
  try_it(1);
  try_it(3);
  try {
    try_it(10'000);
  } catch (const loader::Skipped&) {  // it may be made for problems of few dimensions
  }
  try {
    ShortRun short_run(entry, context, {.real = real_of(entry), .dimension = 0});
  } catch (const loader::PluginError&) {
    return;
  }
  fail("it accepts a space of dimension 0, which has no points");
}

void check_tensors(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  const std::array<std::size_t, 2> matrix{5, 4};
  const std::array<std::size_t, 1> vector{3};
  const std::array<std::size_t, 4> kernel{2, 1, 3, 2};
  constexpr auto size = sizeof(slalom_tensor);
  std::array tensors{slalom_tensor{size, "matrix", 0, 2, matrix.data(), SLALOM_ROLE_MATRIX},
                     slalom_tensor{size, "vector", 20, 1, vector.data(), SLALOM_ROLE_BIAS},
                     slalom_tensor{size, "number", 23, 0, nullptr, SLALOM_ROLE_NORM},
                     slalom_tensor{size, "kernel", 24, 4, kernel.data(), SLALOM_ROLE_CONVOLUTION}};
  const std::array<const slalom_tensor*, 4> pointers{&tensors[0], &tensors[1], &tensors[2], &tensors[3]};
  constexpr std::size_t dimension = 36;
  auto space = loader::plain_space(dimension);
  space.tensors = pointers.data();
  space.tensor_count = pointers.size();
  const auto try_it = [&] {
    ShortRun(entry, context, {.real = real_of(entry), .dimension = dimension, .space = &space}).steps(5);
  };
  try_it();
  for (const slalom_role role : {SLALOM_ROLE_UNKNOWN, SLALOM_ROLE_EMBEDDING, SLALOM_ROLE_HEAD}) {
    for (auto& tensor : tensors) tensor.role = role;
    try_it();
  }
}

void check_real_types(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  for (const auto real : {SLALOM_FLOAT64, SLALOM_FLOAT32})
    if (entry.c->step[real] != nullptr) ShortRun(entry, context, {.real = real}).steps(5);
  if (entry.c->step[SLALOM_FLOAT64] == nullptr) fail("it does not offer float64, which most problems prefer");
  if (entry.c->step[SLALOM_FLOAT32] == nullptr) throw CheckRemark("it does not offer float32");
}

void check_settings(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  require_no_suite_keys(entry.settings, {suite::in_optimizer, suite::in_inner_optimizer});
  for (const auto& extreme : extremes(entry.settings)) try {
      ShortRun short_run(entry, context, {.real = real_of(entry), .settings = extreme.settings()});
      for (int i = 0; i < 5; ++i) short_run.step();  // it may fail with a message, but not crash
    } catch (const loader::PluginError& refused) {
      fail("it declares that {} is allowed, but refuses it: {}", extreme.text(), refused.what());
    }
}

}  // namespace slalom::check
