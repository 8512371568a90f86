#include "check/short_run.hpp"

#include "check/result_channel.hpp"
#include "loader/inner.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slalom::check {

const loader::Setting* learning_rate_in_check(const loader::OptimizerEntry& entry,
                                              const loader::PluginContext& context) {
  return loader::learning_rate_of(
      loader::nested_optimizers(context.registry, entry.name, loader::complete(entry.settings, Json::object())));
}

slalom_real real_of(const loader::OptimizerEntry& entry) {
  return entry.c->step[SLALOM_FLOAT64] != nullptr ? SLALOM_FLOAT64 : SLALOM_FLOAT32;
}

namespace {

/// What makes a run another one than the next: "dimension 512, float64".
std::string words(const ShortRunSetup& setup) {
  auto text = fmt::format("dimension {}, {}", setup.dimension, setup.real == SLALOM_FLOAT32 ? "float32" : "float64");
  for (const auto& [name, value] : setup.settings.items()) text += fmt::format(", {}: {}", name, value.dump());
  if (setup.learning_rate != 0) text += fmt::format(", learning rate {:.3g}", setup.learning_rate);
  return text;
}

/// Says it on the way.
const ShortRunSetup& announced(const ShortRunSetup& setup) {
  doing("creation, {}", words(setup));
  return setup;
}

}  // namespace

ShortRun::ShortRun(const loader::OptimizerEntry& entry, const loader::PluginContext& context,
                   const ShortRunSetup& setup)
    : f(announced(setup).real, setup.dimension),
      w(setup.real, setup.dimension),
      state(entry, loader::complete(entry.settings, setup.settings),
            setup.space == nullptr ? loader::plain_space(setup.dimension) : *setup.space, setup.real, setup.seed,
            context, {.residuals = f.residuals()}),
      setup_(words(setup)),
      learning_rate_(setup.learning_rate) {
  const auto* rate = learning_rate_in_check(entry, context);
  if (rate != nullptr && learning_rate_ == 0) learning_rate_ = rate->default_value.get<double>();
  w.assign(start_of_short_runs(setup.dimension));
}

ShortRun::~ShortRun() { doing("destruction after {} steps, {}", steps_, setup_); }

slalom_status ShortRun::step(void* point) {
  doing("step {}, {}", ++steps_, setup_);
  return state.step()(state.c(), f.c(), point, learning_rate_);
}

void ShortRun::steps(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto status = step();
    if (status == SLALOM_STOP) return;  // it says that it is done
    state.services().check(status);
  }
}

std::vector<double> ShortRun::numbers() const {
  std::vector<double> numbers(w.size());
  w.copy_to(numbers);
  return numbers;
}

std::vector<double> start_of_short_runs(std::size_t dimension) {
  std::vector<double> start(dimension);
  for (std::size_t i = 0; i < dimension; ++i) start[i] = 1 + std::cos(static_cast<double>(i + 1));
  return start;
}

}  // namespace slalom::check
