// An optimizer around another: write what it adds, get a plugin that a suite gives any optimizer as `inner`.
#pragma once

#include <slalom/optimizer.hpp>

#include <algorithm>
#include <memory>

namespace [[gnu::visibility("hidden")]] slalom {

/// The optimizer that the suite gives, with its settings. It has its own state, and draws from the same random numbers.
template <class Real>
class InnerOptimizer {
 public:
  using In = std::span<const Real>;
  using Out = std::span<Real>;

  /// Null in the first construction, which only declares.
  InnerOptimizer(const slalom_inner* given, const detail::Construction& outer) : host_(outer.host) {
    if (outer.declaring()) return;
    if (given == nullptr || given->optimizer == nullptr) throw std::invalid_argument("the inner optimizer is missing");
    constexpr slalom_real real = std::is_same_v<Real, float> ? SLALOM_FLOAT32 : SLALOM_FLOAT64;
    const auto& optimizer = *given->optimizer;
    step_ = optimizer.step[real];
    if (step_ == nullptr)
      skip(std::string("the inner optimizer '") + optimizer.name + "' does not offer this precision");
    const slalom_optimizer_arguments arguments{.struct_size = sizeof(slalom_optimizer_arguments),
                                               .real = real,
                                               .space = outer.space,
                                               .values = given->values,
                                               .random = outer.random,
                                               .host = outer.host};
    void* state = nullptr;
    check(optimizer.create(&arguments, &state));
    state_ = {state, optimizer.destroy};
    if (optimizer.extension == nullptr) return;
    point_ = static_cast<const slalom_evaluation_point*>(optimizer.extension(SLALOM_EVALUATION_POINT));
    moved_ = static_cast<const slalom_moved*>(optimizer.extension(SLALOM_MOVED));
  }

  /// One step of it; what it asks of f is as if the wrapper had asked. A step that ends the run leaves the wrapper's
  /// too.
  void step(Oracle<Real>& f, Out w, Real eta) { step(f.c(), w, eta); }

  /// Likewise, but it sees other gradients: each that it asks for at a point x is what `change(gradient, x, g)` puts
  /// into g. `gradient(x, g)` gives the true one, of the batch or of all examples as it was asked for. Both return the
  /// value that goes with the gradient. Values alone and products with the Hessian stay the true ones.
  template <class Change>
  void step(Oracle<Real>& f, Out w, Real eta, Change change) {
    using Self = Changed<Change>;
    Self self{f, change, w.size(), host_};
    slalom_oracle changed = *f.c();
    changed.self = &self;
    changed.value = [](void* s, const void* x, double* value) {
      const auto* c = Self::of(s).f.c();
      return c->value(c->self, x, value);
    };
    changed.gradient = [](void* s, const void* x, void* g, double* value) {
      return Self::of(s).give([&](In at, Out into) { return Self::of(s).f.gradient(at, into); }, x, g, value);
    };
    changed.full_gradient = [](void* s, const void* x, void* g, double* value) {
      return Self::of(s).give([&](In at, Out into) { return Self::of(s).f.full_gradient(at, into); }, x, g, value);
    };
    if (f.has_hessian_vector())
      changed.hessian_vector = [](void* s, const void* x, const void* v, void* product) {
        const auto* c = Self::of(s).f.c();
        return c->hessian_vector(c->self, x, v, product);
      };
    changed.batch = [](void* s, std::size_t* count) {
      const auto* c = Self::of(s).f.c();
      return c->batch(c->self, count);
    };
    step(&changed, w, eta);
  }

  /// Whoever moves w from where its last step left it says so, before its next step.
  void moved(In from, In to) {
    if (moved_ != nullptr && !std::ranges::equal(from, to)) moved_->moved(state_.get(), from.data(), to.data());
  }

  /// The point at which it is evaluated.
  void evaluation_point(In w, Out point) const {
    if (point_ == nullptr)
      std::ranges::copy(w, point.begin());
    else
      point_->get(state_.get(), w.data(), point.data());
  }

 private:
  template <class Change>
  struct Changed {
    Oracle<Real>& f;
    Change& change;
    std::size_t size;
    const slalom_host* host;

    static Changed& of(void* self) { return *static_cast<Changed*>(self); }
    slalom_status give(auto gradient, const void* x, void* g, double* value) {
      return detail::guarded(host, [&] {
        *value = change(gradient, In(static_cast<const Real*>(x), size), Out(static_cast<Real*>(g), size));
      });
    }
  };

  static void check(slalom_status status) {
    if (status != SLALOM_OK) [[unlikely]]
      throw detail::Leave{status};
  }
  void step(const slalom_oracle* f, Out w, Real eta) {
    check(step_(state_.get(), f, w.data(), static_cast<double>(eta)));
  }

  const slalom_host* host_;
  slalom_status (*step_)(void*, const slalom_oracle*, void*, double) = nullptr;
  std::unique_ptr<void, void (*)(void*)> state_{nullptr, nullptr};
  const slalom_evaluation_point* point_ = nullptr;
  const slalom_moved* moved_ = nullptr;
};

/// Base of an optimizer around another. Its step calls `this->inner.step(f, w, eta)`, and it is evaluated where the
/// inner one is. One that changes w itself calls `this->inner.moved(from, to)` afterwards. The learning rate, and its
/// default, are the inner optimizer's.
template <class Real>
class Wrapper : public Optimizer<Real> {
 public:
  void evaluation_point(std::span<const Real> w, std::span<Real> point) const { inner.evaluation_point(w, point); }
  void moved(std::span<const Real> from, std::span<const Real> to) { inner.moved(from, to); }

 protected:
  InnerOptimizer<Real> inner{Settings<Real>::inner(SLALOM_INNER_OPTIMIZER, "sgd", "the optimizer that it wraps"),
                             this->context()};
};

}  // namespace slalom
