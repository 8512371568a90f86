#include "plugin/problem.hpp"

#include "plugin/description_check.hpp"
#include "plugin/inner.hpp"
#include "plugin/require.hpp"
#include "plugin/values.hpp"

#include <fmt/format.h>

namespace slalom::host {

OpenProblem::OpenProblem(const ProblemEntry& entry, const Json& settings, slalom_real real, const Surroundings& around,
                         Kept kept)
    : entry_(entry),
      real_(real),
      once_(std::move(kept)),
      services_(around.data_folder, once_.c()),
      instance_(nullptr, entry.c->close) {
  const auto fail = [&](const std::string& why) {
    throw PluginError(fmt::format("the problem '{}': {}", entry.name, why));
  };
  if (plugin().evaluate[real] == nullptr) fail("it does not offer this precision");
  const Values values(entry_.settings, settings, around.registry);
  const slalom_problem_arguments arguments{.struct_size = sizeof(slalom_problem_arguments),
                                           .real = real,
                                           .values = values.data(),
                                           .random = random_.c(),
                                           .host = services_.c()};
  for (const auto* inside : nested_problems(around.registry, entry_.name, settings))
    if (inside != nullptr) inner_.push_back(inside->file);
  void* instance = nullptr;
  services_.check(plugin().open(&arguments, &instance));
  services_.withdraw_once();
  if (instance == nullptr) fail("it opened nothing");
  instance_.reset(instance);
  description_ = plugin().describe(instance);
  if (const auto mistake = description_mistake(description_); !mistake.empty()) fail(mistake);
  if (plugin().extension != nullptr)
    hessian_vector_ = static_cast<const slalom_hessian_vector*>(plugin().extension(SLALOM_HESSIAN_VECTOR));
  if (hessian_vector_ == nullptr) return;
  require_struct(hessian_vector_, "its extension for Hessian-vector products");
  const bool may_refuse = hessian_vector_->struct_size >= sizeof(slalom_hessian_vector);
  if (may_refuse && hessian_vector_->offered != nullptr && hessian_vector_->offered(instance) == 0)
    hessian_vector_ = nullptr;
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

Workspace::Workspace(const OpenProblem& problem, const std::filesystem::path& data_folder)
    : problem_(problem), services_(data_folder), workspace_(nullptr, problem.plugin().destroy_workspace) {
  void* workspace = nullptr;
  services_.check(problem.plugin().create_workspace(problem.instance(), services_.c(), &workspace));
  workspace_.reset(workspace);
}

void Workspace::start(const slalom_random* random, void* w) {
  services_.check(problem_.plugin().start(c(), random, w));
}

double Workspace::loss(const void* w, void* gradient, BatchIndices batch) {
  auto query = problem_.query(w, gradient, batch);
  services_.check(problem_.plugin().evaluate[problem_.real()](c(), &query));
  return query.value;
}

void Workspace::measure(const void* w, double* metrics) {
  if (problem_.plugin().measure == nullptr) return;
  services_.check(problem_.plugin().measure(c(), w, metrics));
}

}  // namespace slalom::host
