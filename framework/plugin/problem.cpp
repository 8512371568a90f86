#include "plugin/problem.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slalom::host {

namespace {

/// The first thing that is wrong with a description, as a sentence; empty if nothing is.
std::string description_mistake(const slalom_description* d) {
  if (d == nullptr || d->struct_size < sizeof(slalom_description)) return "it gives no description";
  if (d->space == nullptr || d->space->dimension == 0) return "it has no dimension";
  if (d->examples == 0) return "it has no examples (a function without data has 1)";
  if (d->minimizer_count > 0 && d->minimizers == nullptr) return "it has no list of minimizers";
  if (d->metric_count > 0 && d->metrics == nullptr) return "it has no list of metrics";
  std::size_t covered = 0;
  for (std::size_t i = 0; i < d->space->tensor_count; ++i) {
    const auto* t = d->space->tensors[i];
    if (t->offset != covered) return fmt::format("its tensor '{}' does not begin where the one before ends", t->name);
    std::size_t count = 1;
    for (std::size_t k = 0; k < t->rank; ++k) count *= t->shape[k];
    covered += count;
  }
  if (d->space->tensor_count > 0 && covered != d->space->dimension)
    return fmt::format("its tensors hold {} numbers, but its dimension is {}", covered, d->space->dimension);
  return "";
}

}  // namespace

OpenProblem::OpenProblem(const ProblemEntry& entry, const Json& settings, slalom_real real,
                         const std::filesystem::path& data_folder)
    : entry_(entry), real_(real), services_(data_folder), instance_(nullptr, entry.c->close) {
  const auto fail = [&](const std::string& why) {
    throw PluginError(fmt::format("the problem '{}': {}", entry.name, why));
  };
  if (plugin().evaluate[real] == nullptr) fail("it does not offer this precision");
  const Values values(entry_.settings, settings);
  const slalom_problem_arguments arguments{.struct_size = sizeof(slalom_problem_arguments),
                                           .real = real,
                                           .values = values.data(),
                                           .random = random_.c(),
                                           .host = services_.c()};
  void* instance = nullptr;
  services_.check(plugin().open(&arguments, &instance));
  if (instance == nullptr) fail("it opened nothing");
  instance_.reset(instance);
  description_ = plugin().describe(instance);
  if (const auto mistake = description_mistake(description_); !mistake.empty()) fail(mistake);
  if (plugin().extension != nullptr)
    hessian_vector_ = static_cast<const slalom_hessian_vector*>(plugin().extension(SLALOM_HESSIAN_VECTOR));
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

double Workspace::loss(const void* w, void* gradient) {
  slalom_query query{.struct_size = sizeof(slalom_query),
                     .w = w,
                     .batch = nullptr,
                     .batch_size = problem_.description().examples,
                     .gradient = gradient,
                     .noise = nullptr,
                     .value = 0};
  services_.check(problem_.plugin().evaluate[problem_.real()](c(), &query));
  return query.value;
}

void Workspace::measure(const void* w, double* metrics) {
  if (problem_.plugin().measure == nullptr) return;
  services_.check(problem_.plugin().measure(c(), w, metrics));
}

}  // namespace slalom::host
