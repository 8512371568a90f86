#include "loader/optimizer.hpp"

#include "loader/heap.hpp"
#include "loader/require.hpp"
#include "loader/values.hpp"

#include <fmt/format.h>

namespace slalom::loader {

slalom_space plain_space(std::size_t dimension) {
  return {.struct_size = sizeof(slalom_space),
          .dimension = dimension,
          .tensors = nullptr,
          .tensor_count = 0,
          .lower = nullptr,
          .upper = nullptr,
          .hard_bounds = 0};
}

OptimizerState::OptimizerState(const OptimizerEntry& entry, const Json& settings, const slalom_space& space,
                               slalom_real real, std::uint64_t seed, const PluginContext& context,
                               const HostExtensions& extensions)
    : step_(entry.c->step[real]),
      services_(context.data_folder, extensions),
      random_(seed, Purpose::optimizer),
      state_(nullptr, entry.c->destroy) {
  if (step_ == nullptr)
    throw Skipped(fmt::format("the optimizer '{}' does not offer {}", entry.name,
                              real == SLALOM_FLOAT32 ? "float32" : "float64"));
  const Values values(entry.settings, settings, context.registry);
  const slalom_optimizer_arguments arguments{.struct_size = sizeof(slalom_optimizer_arguments),
                                             .real = real,
                                             .space = &space,
                                             .values = values.data(),
                                             .random = random_.c(),
                                             .host = services_.c()};
  void* state = nullptr;
  const auto before = heap_use();
  services_.check(entry.c->create(&arguments, &state));
  if (before)
    if (const auto taken = static_cast<std::ptrdiff_t>(heap_use()->bytes - before->bytes); taken >= 0)
      bytes_ = static_cast<std::size_t>(taken);
  state_.reset(state);
  if (entry.c->extension != nullptr)
    evaluation_point_ = static_cast<const slalom_evaluation_point*>(entry.c->extension(SLALOM_EVALUATION_POINT));
  if (evaluation_point_ != nullptr) require_struct(evaluation_point_, "its extension for the point to be evaluated");
}

ScheduleState::ScheduleState(const ScheduleEntry& entry, const Json& settings)
    : rate_(entry.c->rate), state_(nullptr, entry.c->destroy) {
  const Services services{DataSource()};
  const Values values(entry.settings, settings, Registry());
  void* state = nullptr;
  services.check(entry.c->create(values.data(), services.c(), &state));
  state_.reset(state);
}

}  // namespace slalom::loader
