#include "run/oracle.hpp"

#include "run/real_vector.hpp"

#include <cmath>
#include <limits>

namespace slalom::run {

Oracle::Oracle(loader::Workspace& workspace, const Limits& limits, std::uint64_t seed)
    : problem_(workspace.problem()),
      workspace_(workspace.c()),
      evaluate_(problem_.plugin().evaluate[problem_.real()]),
      limits_(limits),
      noise_(seed, loader::Purpose::noise),
      query_(problem_.query(nullptr, nullptr)),
      bounded_(problem_.has_hard_bounds()),
      c_{.struct_size = sizeof(slalom_oracle),
         .self = this,
         .examples = problem_.description().examples,
         .value = [](void* self, const void* w,
                     double* value) { return static_cast<Oracle*>(self)->evaluate(w, nullptr, value); },
         .gradient = [](void* self, const void* w, void* gradient,
                        double* value) { return static_cast<Oracle*>(self)->evaluate(w, gradient, value); },
         .full_gradient = [](void* self, const void* w, void* gradient,
                             double* value) { return static_cast<Oracle*>(self)->full(w, gradient, value); },
         .hessian_vector = problem_.hessian_vector() == nullptr
                               ? nullptr
                               : +[](void* self, const void* w, const void* v,
                                     void* product) { return static_cast<Oracle*>(self)->product(w, v, product); },
         .batch =
             [](void* self, std::size_t* count) {
               const auto& query = static_cast<Oracle*>(self)->query_;
               *count = query.batch_size;
               return query.batch;
             }} {
  query_.noise = noise_.c();
}

slalom_status Oracle::refuse(Refusal why) {
  refusal_ = why;
  return why == Refusal::failed ? SLALOM_ERROR : SLALOM_STOP;
}

slalom_status Oracle::evaluate(const void* w, void* gradient, double* value) {
  if (!bill(query_.batch_size)) return refuse(Refusal::budget);
  if (bounded_ && !problem_.allows(w)) [[unlikely]]
    return answer_outside(gradient, value);
  query_.w = w;
  query_.gradient = gradient;
  const auto ask = [this] { return evaluate_(workspace_, &query_); };
  if ((timed_ ? stopwatch_.time(ask) : ask()) != SLALOM_OK) return refuse(Refusal::failed);
  *value = look_at(query_.value);
  if (wants_norm_ && gradient != nullptr) {
    const auto take_norm = [&] { return norm(problem_.real(), gradient, problem_.dimension()); };
    gradient_norm_ = timed_ ? norms_.time(take_norm) : take_norm();
    wants_norm_ = false;
  }
  return SLALOM_OK;
}

slalom_status Oracle::answer_outside(void* gradient, double* value) {
  met_not_finite_ = true;
  *value = std::numeric_limits<double>::infinity();
  if (gradient != nullptr) loader::fill_with_nan(problem_.real(), gradient, problem_.dimension());
  return SLALOM_OK;
}

slalom_status Oracle::full(const void* w, void* gradient, double* value) {
  const auto batch = query_;
  query_.batch = nullptr;
  query_.batch_size = c_.examples;
  const auto status = evaluate(w, gradient, value);
  query_.batch = batch.batch;
  query_.batch_size = batch.batch_size;
  return status;
}

slalom_status Oracle::product(const void* w, const void* v, void* product) {
  if (!bill(query_.batch_size)) return refuse(Refusal::budget);
  if (!problem_.allows(w)) {
    loader::fill_with_nan(problem_.real(), product, problem_.dimension());
    return SLALOM_OK;
  }
  query_.w = w;
  const auto ask = [&] { return problem_.hessian_vector()->product(workspace_, &query_, v, product); };
  if ((timed_ ? stopwatch_.time(ask) : ask()) != SLALOM_OK) return refuse(Refusal::failed);
  return SLALOM_OK;
}

}  // namespace slalom::run
