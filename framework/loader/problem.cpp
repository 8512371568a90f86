#include "loader/problem.hpp"

#include "loader/description_check.hpp"
#include "loader/inner.hpp"
#include "loader/require.hpp"
#include "loader/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace slalom::loader {

namespace {

/// Plugins that were built before there were bounds in the interface have none.
slalom_space space_of(const slalom_description& d) {
  constexpr auto with_bounds = offsetof(slalom_description, hard_bounds) + sizeof(slalom_description::hard_bounds);
  return {.struct_size = sizeof(slalom_space),
          .dimension = d.space->dimension,
          .tensors = d.space->tensors,
          .tensor_count = d.space->tensor_count,
          .lower = d.lower,
          .upper = d.upper,
          .hard_bounds = d.struct_size >= with_bounds ? d.hard_bounds : 0};
}

}  // namespace

OpenProblem::OpenProblem(const ProblemEntry& entry, const Json& settings, slalom_real real,
                         const PluginContext& context, CachedValues cached)
    : entry_(entry),
      real_(real),
      cache_(std::move(cached)),
      services_(context.data_folder, {.once = cache_.c()}),
      instance_(nullptr, entry.c->close) {
  const auto fail = [&](const std::string& why) {
    throw PluginError(fmt::format("the problem '{}': {}", entry.name, why));
  };
  if (plugin().evaluate[real] == nullptr)
    throw Skipped(
        fmt::format("the problem '{}' does not offer {}", entry.name, real == SLALOM_FLOAT32 ? "float32" : "float64"));
  const Values values(entry_.settings, settings, context.registry);
  const slalom_problem_arguments arguments{.struct_size = sizeof(slalom_problem_arguments),
                                           .real = real,
                                           .values = values.data(),
                                           .random = random_.c(),
                                           .host = services_.c()};
  for (const auto* inside : nested_problems(context.registry, entry_.name, settings))
    if (inside != nullptr) inner_.push_back(inside->file);
  void* instance = nullptr;
  services_.check(plugin().open(&arguments, &instance));
  services_.withdraw_once();
  if (instance == nullptr) fail("it opened nothing");
  instance_.reset(instance);
  description_ = plugin().describe(instance);
  if (const auto mistake = description_mistake(description_); !mistake.empty()) fail(mistake);
  space_ = space_of(*description_);
  if (space_.hard_bounds != 0) bounds_ = {space_.lower, space_.upper, dimension()};
  if (plugin().extension == nullptr) return;
  find_hessian_vector();
  find_residuals();
  find_values();
}

void OpenProblem::find_hessian_vector() {
  hessian_vector_ = static_cast<const slalom_hessian_vector*>(plugin().extension(SLALOM_HESSIAN_VECTOR));
  if (hessian_vector_ == nullptr) return;
  require_struct(hessian_vector_, "its extension for Hessian-vector products");
  const bool may_refuse = hessian_vector_->struct_size >= sizeof(slalom_hessian_vector);
  if (may_refuse && hessian_vector_->offered != nullptr && hessian_vector_->offered(instance()) == 0)
    hessian_vector_ = nullptr;
}

void OpenProblem::find_residuals() {
  const auto* offered = static_cast<const slalom_residuals*>(plugin().extension(SLALOM_RESIDUALS));
  if (offered == nullptr) return;
  require_struct(offered, "its extension for residuals");
  require(offered->count != nullptr, "its extension for residuals has no function `count`");
  residual_count_ = offered->count(instance());
  if (residual_count_ == 0) return;
  require(offered->values[real_] != nullptr, "its extension for residuals has no function `values` for this real type");
  require(offered->jacobian[real_] != nullptr ||
              (offered->product[real_] != nullptr && offered->transposed_product[real_] != nullptr),
          "its extension for residuals has neither `jacobian` nor both products for this real type");
  residuals_ = offered;
}

void OpenProblem::find_values() {
  const auto* offered = static_cast<const slalom_values*>(plugin().extension(SLALOM_VALUES));
  if (offered == nullptr) return;
  require_struct(offered, "its extension for values at many points");
  if (offered->values[real_] != nullptr) values_ = offered;
}

slalom_query OpenProblem::query(const void* w, void* gradient, BatchIndices batch) const {
  return {.struct_size = sizeof(slalom_query),
          .w = w,
          .batch = batch.empty() ? nullptr : batch.data(),
          .batch_size = batch.empty() ? description_->examples : batch.size(),
          .gradient = gradient,
          .noise = nullptr,
          .value = 0};
}

Workspace::Workspace(const OpenProblem& problem, const DataSource& data_folder)
    : problem_(problem), services_(data_folder), workspace_(nullptr, problem.plugin().destroy_workspace) {
  void* workspace = nullptr;
  services_.check(problem.plugin().create_workspace(problem.instance(), services_.c(), &workspace));
  workspace_.reset(workspace);
}

void Workspace::start(const slalom_random* random, void* w) {
  services_.check(problem_.plugin().start(c(), random, w));
}

double Workspace::loss(const void* w, void* gradient, BatchIndices batch) {
  if (!problem_.allows(w)) {
    if (gradient != nullptr) fill_with_nan(problem_.real(), gradient, problem_.dimension());
    return std::numeric_limits<double>::infinity();
  }
  auto query = problem_.query(w, gradient, batch);
  services_.check(problem_.plugin().evaluate[problem_.real()](c(), &query));
  return query.value;
}

void Workspace::measure(const void* w, double* metrics) {
  if (problem_.plugin().measure == nullptr) return;
  if (!problem_.allows(w)) {
    std::fill_n(metrics, problem_.description().metric_count, std::numeric_limits<double>::quiet_NaN());
    return;
  }
  services_.check(problem_.plugin().measure(c(), w, metrics));
}

}  // namespace slalom::loader
