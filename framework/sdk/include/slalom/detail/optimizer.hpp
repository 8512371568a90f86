// What an optimizer is told, and tells of itself: what <slalom/optimizer.hpp> declares.
#pragma once

#include <slalom/optimizer.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

template <class Real>
std::vector<Tensor> Optimizer<Real>::tensors() const {
  const auto* const space = this->context().space;
  std::vector<Tensor> all;
  for (std::size_t i = 0; i < space->tensor_count; ++i) {
    const auto* t = space->tensors[i];
    all.push_back({t->name, t->offset, {t->shape, t->rank}, role_of(*t)});
  }
  return all;
}

template <class Real>
std::optional<Domain> Optimizer<Real>::domain() const {
  const auto* const space = this->context().space;
  constexpr auto needed = offsetof(slalom_space, hard_bounds) + sizeof space->hard_bounds;
  if (space->struct_size < needed || space->lower == nullptr || space->upper == nullptr) return std::nullopt;
  return Domain{{space->lower, space->lower + size()}, {space->upper, space->upper + size()}, space->hard_bounds != 0};
}

template <class Real>
std::vector<Part> Optimizer<Real>::parts() const {
  std::vector<Part> all;
  for (const auto& t : tensors()) {
    Part part{t.offset, 1, 1, t.role};
    if (!t.shape.empty()) part.rows = t.shape.front();
    for (std::size_t i = 1; i < t.shape.size(); ++i) part.columns *= t.shape[i];
    all.push_back(part);
  }
  if (all.empty()) all.push_back({.offset = 0, .rows = size(), .columns = 1});
  return all;
}

template <class Real>
Real Optimizer<Real>::momentum_setting(double default_value) const {
  return share("momentum", default_value, 0.5, 0.99, "share of the velocity that is kept");
}

template <class Real>
Real Optimizer<Real>::beta1_setting(double default_value) const {
  return share("beta1", default_value, 0.5, 0.99, "decay of the mean");
}

template <class Real>
Real Optimizer<Real>::beta2_setting(double default_value) const {
  return share("beta2", default_value, 0.9, 0.9999, "decay of the mean of squares");
}

template <class Real>
Real Optimizer<Real>::epsilon_setting(double default_value) const {
  return this->setting("epsilon", default_value, at_least(0), "keeps the divisor away from 0");
}

template <class Real>
Real Optimizer<Real>::weight_decay_setting(double default_value) const {
  return this->setting("weight_decay", default_value, at_least(0).log_search(1e-5, 0.5), "share of w lost, times eta");
}

template <class Real>
Real Optimizer<Real>::share(const char* name, double default_value, double from, double to, const char* meaning) const {
  return this->setting(name, default_value, at_least(0).below(1).search(from, to), meaning);
}

namespace detail {

SLALOM_INLINE void add_optimizer(Table& table, OptimizerEntry& entry, const LearningRate& rate, bool takes_rate) {
  entry.learning_rate
      .add("learning_rate", "step size", SLALOM_REAL, above(0).log_search(rate.search_from, rate.search_to))
      .c.number = rate.default_value;
  if (takes_rate && !entry.settings.has(SLALOM_INNER_OPTIMIZER))  // else it has the inner one's
    entry.c.learning_rate = entry.learning_rate.pointers.front();
  entry.c.settings = entry.settings.pointers.data();
  entry.c.setting_count = entry.settings.pointers.size();
  table.optimizers.push_back(&entry.c);
}

}  // namespace detail
}  // namespace slalom
