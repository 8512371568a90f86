// A problem around another: write what it changes, get a plugin that a suite gives any problem as `inner`.
#pragma once

#include <slalom/ext/residuals.h>
#include <slalom/problem.hpp>

#include <algorithm>

namespace [[gnu::visibility("hidden")]] slalom {

/// The problem that the suite gives, with its settings, opened.
template <class Real>
class InnerProblem {
 public:
  /// Null in the first construction, which only declares.
  InnerProblem(const slalom_inner* given, const detail::Construction& outer) {
    if (outer.declaring()) return;
    if (given == nullptr || given->problem == nullptr) throw std::invalid_argument("the inner problem is missing");
    constexpr slalom_real real = std::is_same_v<Real, float> ? SLALOM_FLOAT32 : SLALOM_FLOAT64;
    problem_ = given->problem;
    if (problem_->evaluate[real] == nullptr)
      skip(std::string("the inner problem '") + problem_->name + "' does not offer this precision");
    const slalom_problem_arguments arguments{.struct_size = sizeof(slalom_problem_arguments),
                                             .real = real,
                                             .values = given->values,
                                             .random = outer.random,
                                             .host = outer.host};
    void* instance = nullptr;
    check(problem_->open(&arguments, &instance));
    instance_ = {instance, problem_->close};
    evaluate_ = problem_->evaluate[real];
    if (problem_->extension != nullptr)
      hessian_vector_ = static_cast<const slalom_hessian_vector*>(problem_->extension(SLALOM_HESSIAN_VECTOR));
    if (hessian_vector_ != nullptr && hessian_vector_->struct_size >= sizeof(slalom_hessian_vector) &&
        hessian_vector_->offered != nullptr && hessian_vector_->offered(instance) == 0)
      hessian_vector_ = nullptr;
  }

  /// Its own words, which live as long as it.
  Description description() const {
    Description d;
    if (problem_ == nullptr) return d;
    const auto& c = *problem_->describe(instance_.get());
    for (std::size_t i = 0; i < c.space->tensor_count; ++i) {
      const auto& t = *c.space->tensors[i];
      d.add(t.name, {t.shape, t.shape + t.rank}, role_of(t));
    }
    const auto n = d.dimension = c.space->dimension;
    d.examples = c.examples;
    d.serial = c.serial != 0;
    if (c.minimum != nullptr) d.minimum = *c.minimum;
    for (std::size_t i = 0; i < c.minimizer_count; ++i)
      d.minimizers.emplace_back(c.minimizers + i * n, c.minimizers + (i + 1) * n);
    if (c.lower != nullptr) d.lower = {c.lower, c.lower + n};
    if (c.upper != nullptr) d.upper = {c.upper, c.upper + n};
    if (c.window != nullptr) d.window = {c.window[0], c.window[1], c.window[2], c.window[3]};
    d.metrics = {c.metrics, c.metrics + c.metric_count};
    const auto covers = [&](std::size_t end) { return c.struct_size >= end; };
    d.hard_bounds = covers(offsetof(slalom_description, hard_bounds) + sizeof c.hard_bounds) && c.hard_bounds != 0;
    if (covers(offsetof(slalom_description, minimum_unknown) + sizeof c.minimum_unknown) &&
        c.minimum_unknown != nullptr)
      d.minimum_unknown = c.minimum_unknown;
    return d;
  }
  bool offers_hessian_vector() const { return hessian_vector_ != nullptr; }
  /// Its extension for residuals with a dense Jacobian, or null; and how many there are, or 0.
  const slalom_residuals* residuals() const {
    constexpr slalom_real real = std::is_same_v<Real, float> ? SLALOM_FLOAT32 : SLALOM_FLOAT64;
    if (problem_ == nullptr || problem_->extension == nullptr) return nullptr;
    const auto* offered = static_cast<const slalom_residuals*>(problem_->extension(SLALOM_RESIDUALS));
    return offered == nullptr || offered->jacobian[real] == nullptr ? nullptr : offered;
  }
  std::size_t residual_count() const {
    const auto* offered = residuals();
    return offered == nullptr ? 0 : offered->count(instance_.get());
  }

  class Workspace {
   public:
    Workspace(const InnerProblem& problem, const slalom_host* host) : problem_(problem) {
      void* workspace = nullptr;
      check(problem.problem_->create_workspace(problem.instance_.get(), host, &workspace));
      workspace_ = {workspace, problem.problem_->destroy_workspace};
    }
    void* c() const { return workspace_.get(); }
    void start(const Random& random, std::span<Real> w) {
      check(problem_.problem_->start(workspace_.get(), random.c(), w.data()));
    }
    double evaluate(std::span<const Real> w, Batch batch, std::span<Real> gradient) {
      auto query = batch.query(w.data(), gradient.empty() ? nullptr : gradient.data());
      check(problem_.evaluate_(workspace_.get(), &query));
      return query.value;
    }
    void measure(std::span<const Real> w, std::span<double> metrics) {
      if (problem_.problem_->measure != nullptr)
        check(problem_.problem_->measure(workspace_.get(), w.data(), metrics.data()));
    }
    void hessian_vector(std::span<const Real> w, Batch batch, std::span<const Real> v, std::span<Real> hv) {
      const auto query = batch.query(w.data(), nullptr);
      check(problem_.hessian_vector_->product(workspace_.get(), &query, v.data(), hv.data()));
    }

   private:
    const InnerProblem& problem_;
    std::unique_ptr<void, void (*)(void*)> workspace_{nullptr, nullptr};
  };

 private:
  static void check(slalom_status status) {
    if (status != SLALOM_OK) [[unlikely]]
      throw detail::Leave{status};
  }

  const slalom_problem* problem_ = nullptr;
  std::unique_ptr<void, void (*)(void*)> instance_{nullptr, nullptr};
  slalom_status (*evaluate_)(void*, slalom_query*) = nullptr;
  const slalom_hessian_vector* hessian_vector_ = nullptr;
};

/// Base of a problem around another. It is the inner problem with the inner one's description; a modifier changes of
/// both what it is about.
template <class Real>
class Modifier : public Problem<Real> {
  InnerProblem<Real> inner_{Settings<double>::inner(SLALOM_INNER_PROBLEM, "sphere", "the problem that it changes"),
                            this->context()};

 public:
  struct Workspace : InnerProblem<Real>::Workspace {
    Workspace(const Modifier& modifier, const slalom_host* host)
        : InnerProblem<Real>::Workspace(modifier.inner_, host) {}
  };

  Modifier() { this->description = inner_.description(); }

  void start(Workspace& ws, Random& random, std::span<Real> w) const { ws.start(random, w); }
  double evaluate(Workspace& ws, std::span<const Real> w, Batch batch, std::span<Real> gradient) const {
    return ws.evaluate(w, batch, gradient);
  }
  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const { ws.measure(w, metrics); }
  void hessian_vector(Workspace& ws, std::span<const Real> w, Batch batch, std::span<const Real> v,
                      std::span<Real> hv) const {
    ws.hessian_vector(w, batch, v, hv);
  }
  bool offers_hessian_vector() const { return inner_.offers_hessian_vector(); }
  const InnerProblem<Real>& inner() const { return inner_; }
};

/// Base of a problem in other coordinates, f(T w) with an affine map T. `Map` derives from it and has
///   void to_inner(std::span<const Real> w, std::span<Real> x) const    x = T w
///   void from_inner(std::span<const Real> x, std::span<Real> w) const  w = T^-1 x
///   void linear(std::span<const Real> v, std::span<Real> y) const      y = A v, where T w = A w + b
///   void transposed(std::span<const Real> g, std::span<Real> y) const  y = A^T g
/// None of them is called with the same memory twice. Its constructor calls move_minimizers().
template <class Map, class Real>
class OtherCoordinates : public Modifier<Real> {
 public:
  struct Workspace : Modifier<Real>::Workspace {
    std::vector<Real> x, y, z;
    Workspace(const Modifier<Real>& modifier, const slalom_host* host)
        : Modifier<Real>::Workspace(modifier, host),
          x(modifier.description.dimension),
          y(modifier.description.dimension),
          z(modifier.description.dimension) {}
  };

  void start(Workspace& ws, Random& random, std::span<Real> w) const {
    ws.start(random, ws.x);
    map().from_inner(ws.x, w);
  }
  double evaluate(Workspace& ws, std::span<const Real> w, Batch batch, std::span<Real> gradient) const {
    go_inside(w, ws.x);
    const double value = ws.evaluate(ws.x, batch, gradient.empty() ? gradient : ws.y);
    if (!gradient.empty()) map().transposed(ws.y, gradient);
    return value;
  }
  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const {
    go_inside(w, ws.x);
    ws.measure(ws.x, metrics);
  }
  void hessian_vector(Workspace& ws, std::span<const Real> w, Batch batch, std::span<const Real> v,
                      std::span<Real> hv) const {
    go_inside(w, ws.x);
    map().linear(v, ws.y);
    ws.hessian_vector(ws.x, batch, ws.y, ws.z);
    map().transposed(ws.z, hv);
  }

 protected:
  void move_minimizers() {
    for (auto& minimizer : this->description.minimizers) minimizer = point_from_inner(minimizer);
  }
  /// Domain and window, by maps that leave the axes where they are.
  void move_box() {
    auto& d = this->description;
    d.lower = point_from_inner(d.lower);
    d.upper = point_from_inner(d.upper);
    if (!d.window) return;
    auto& w = *d.window;
    const auto low = point_from_inner({w[0], w[2]}), high = point_from_inner({w[1], w[3]});
    w = {low[0], high[0], low[1], high[1]};
  }
  std::vector<double> point_from_inner(const std::vector<double>& x) const {
    const std::vector<Real> in(x.begin(), x.end());
    std::vector<Real> out(x.size());
    map().from_inner(in, out);
    return {out.begin(), out.end()};
  }

 private:
  const Map& map() const { return static_cast<const Map&>(*this); }
  /// The inner problem must not be asked outside of hard bounds, not by a rounding either.
  void go_inside(std::span<const Real> w, std::vector<Real>& x) const {
    map().to_inner(w, x);
    for (std::size_t i = 0; i < lower_.size(); ++i)
      x[i] = std::clamp(x[i], static_cast<Real>(lower_[i]), static_cast<Real>(upper_[i]));
  }

  // Hard bounds of the inner problem, else empty. Its description is not changed yet.
  const std::vector<double> lower_ = this->description.hard_bounds ? this->description.lower : std::vector<double>();
  const std::vector<double> upper_ = this->description.hard_bounds ? this->description.upper : std::vector<double>();
};

}  // namespace slalom
