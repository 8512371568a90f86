// What a problem tells of itself, and the functions that all have in common: what <slalom/problem.hpp> declares.
#pragma once

#include <slalom/problem.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace [[gnu::visibility("hidden")]] slalom {

SLALOM_INLINE std::size_t Description::add(std::string name, std::vector<std::size_t> shape, Role role) {
  const auto offset = dimension;
  std::size_t count = 1;
  for (auto extent : shape) count *= extent;
  dimension += count;
  tensors.push_back({std::move(name), std::move(shape), role});
  return offset;
}

namespace detail {

SLALOM_INLINE DescriptionTable::DescriptionTable(const Description& d) {
  std::size_t offset = 0;
  for (const auto& t : d.tensors) {
    tensors.push_back({.struct_size = sizeof(slalom_tensor),
                       .name = t.name.c_str(),
                       .offset = offset,
                       .rank = t.shape.size(),
                       .shape = t.shape.data(),
                       .role = static_cast<slalom_role>(t.role)});
    std::size_t count = 1;
    for (auto extent : t.shape) count *= extent;
    offset += count;
  }
  for (const auto& t : tensors) pointers.push_back(&t);
  for (const auto& m : d.minimizers) minimizers.insert(minimizers.end(), m.begin(), m.end());
  space = {.struct_size = sizeof(slalom_space),
           .dimension = d.dimension,
           .tensors = pointers.data(),
           .tensor_count = pointers.size(),
           .lower = nullptr,
           .upper = nullptr,
           .hard_bounds = 0};
  c = {.struct_size = sizeof(slalom_description),
       .space = &space,
       .examples = d.examples,
       .serial = d.serial ? 1 : 0,
       .minimum = d.minimum ? &*d.minimum : nullptr,
       .minimizers = minimizers.data(),
       .minimizer_count = d.minimizers.size(),
       .lower = d.lower.empty() ? nullptr : d.lower.data(),
       .upper = d.upper.empty() ? nullptr : d.upper.data(),
       .window = d.window ? d.window->data() : nullptr,
       .metrics = d.metrics.data(),
       .metric_count = d.metrics.size(),
       .hard_bounds = d.hard_bounds ? 1 : 0,
       .minimum_unknown = d.minimum || d.minimum_unknown.empty() ? nullptr : d.minimum_unknown.c_str()};
}

SLALOM_INLINE void add_problem(Table& table, ProblemEntry& entry, bool measures) {
  auto& c = entry.c;
  c.struct_size = sizeof c;
  c.settings = entry.settings.pointers.data();
  c.setting_count = entry.settings.pointers.size();
  c.close = [](void* instance) { delete static_cast<ProblemInstance*>(instance); };
  c.describe = [](const void* instance) { return static_cast<const ProblemInstance*>(instance)->description(); };
  c.create_workspace = [](const void* instance, const slalom_host* host, void** workspace) {
    return guarded(host,
                   [&] { *workspace = static_cast<const ProblemInstance*>(instance)->workspace(host).release(); });
  };
  c.destroy_workspace = [](void* workspace) { delete static_cast<ProblemWorkspace*>(workspace); };
  c.start = [](void* workspace, const slalom_random* random, void* w) {
    auto* ws = static_cast<ProblemWorkspace*>(workspace);
    return guarded(ws->host, [&] { ws->start(Random(random), w); });
  };
  if (measures)
    c.measure = [](void* workspace, const void* w, double* metrics) {
      auto* ws = static_cast<ProblemWorkspace*>(workspace);
      return guarded(ws->host, [&] { ws->measure(w, metrics); });
    };
  table.problems.push_back(&c);
}

SLALOM_INLINE const void* hessian_vector_extension(const char* name) {
  static constexpr slalom_hessian_vector extension{
      sizeof(slalom_hessian_vector),
      [](void* workspace, const slalom_query* query, const void* v, void* product) {
        auto* ws = static_cast<ProblemWorkspace*>(workspace);
        return guarded(ws->host, [&] { ws->hessian_vector(*query, v, product); });
      },
      [](const void* instance) -> std::int32_t {
        return static_cast<const ProblemInstance*>(instance)->offers_hessian_vector() ? 1 : 0;
      }};
  return std::string_view(name) == SLALOM_HESSIAN_VECTOR ? &extension : nullptr;
}

/// Numbers of a real type, in double.
inline void take(slalom_real real, const void* from, Vector<double>& to) {
  if (real == SLALOM_FLOAT32)
    std::copy_n(static_cast<const float*>(from), to.size(), to.begin());
  else
    std::copy_n(static_cast<const double*>(from), to.size(), to.begin());
}
/// The way back: float32 is rounded.
inline void give(slalom_real real, const Vector<double>& numbers, void* to) {
  if (real == SLALOM_FLOAT32)
    std::ranges::transform(numbers, static_cast<float*>(to), [](double x) { return static_cast<float>(x); });
  else
    std::ranges::copy(numbers, static_cast<double*>(to));
}

class RoundedWorkspace final : public ProblemWorkspace {
 public:
  RoundedWorkspace(std::unique_ptr<ProblemWorkspace> in_double, Evaluate its, std::size_t dimension)
      : in_double_(std::move(in_double)), evaluate_(its), w_(dimension), direction_(dimension), result_(dimension) {
    host = in_double_->host;
  }

  void start(Random random, void* w) override {
    std::ranges::fill(result_, 0.0);
    in_double_->start(random, result_.data());
    give(w);
  }
  void measure(const void* w, double* metrics) override {
    take(w, w_);
    in_double_->measure(w_.data(), metrics);
  }
  void hessian_vector(const slalom_query& query, const void* v, void* product) override {
    slalom_query same = query;
    same.w = w_.data();
    take(query.w, w_);
    take(v, direction_);
    in_double_->hessian_vector(same, direction_.data(), result_.data());
    give(product);
  }
  slalom_status evaluate(slalom_query& query) {
    slalom_query same = query;
    same.w = w_.data();
    take(query.w, w_);
    if (query.gradient != nullptr) same.gradient = result_.data();
    const slalom_status status = evaluate_(in_double_.get(), &same);
    query.value = same.value;
    if (status == SLALOM_OK && query.gradient != nullptr) give(query.gradient);
    return status;
  }

 private:
  static void take(const void* from, Vector<double>& to) { detail::take(SLALOM_FLOAT32, from, to); }
  void give(void* to) const { detail::give(SLALOM_FLOAT32, result_, to); }

  std::unique_ptr<ProblemWorkspace> in_double_;
  Evaluate evaluate_;
  Vector<double> w_, direction_, result_;
};

class RoundedInstance final : public ProblemInstance {
 public:
  RoundedInstance(std::unique_ptr<ProblemInstance> in_double, Evaluate evaluate)
      : in_double_(std::move(in_double)), evaluate_(evaluate) {}

  const slalom_description* description() const override { return in_double_->description(); }
  std::unique_ptr<ProblemWorkspace> workspace(const slalom_host* host) const override {
    return std::make_unique<RoundedWorkspace>(in_double_->workspace(host), evaluate_, description()->space->dimension);
  }
  bool offers_hessian_vector() const override { return in_double_->offers_hessian_vector(); }

 private:
  std::unique_ptr<ProblemInstance> in_double_;
  Evaluate evaluate_;
};

SLALOM_INLINE std::unique_ptr<ProblemInstance> rounded(std::unique_ptr<ProblemInstance> in_double, Evaluate evaluate) {
  return std::make_unique<RoundedInstance>(std::move(in_double), evaluate);
}

SLALOM_INLINE slalom_status evaluate_rounded(void* workspace, slalom_query* query) {
  return static_cast<RoundedWorkspace*>(static_cast<ProblemWorkspace*>(workspace))->evaluate(*query);
}

}  // namespace detail
}  // namespace slalom
