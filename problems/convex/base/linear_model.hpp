// Linear models: f(w, b) = mean_i loss(z_i, y_i) + sum_j penalty(w_j),  z_i = w.x_i + b. The data are a table whose
// last column is y. A model gives loss and penalty with their first two derivatives; the rest is here.
#pragma once

#include <slalom/ext/values_problem.hpp>
#include <slalom/linear_algebra.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace [[gnu::visibility("hidden")]] slalom {

/// A function of one variable at a point, and its first two derivatives there.
template <class T>
struct Taylor {
  T value, slope, curvature;
};

/// log(1 + exp z) - y z
template <class T>
Taylor<T> logistic_loss(T z, T y) {
  const T e = std::exp(-std::abs(z)), p = (z >= 0 ? 1 : e) / (1 + e);
  return {std::log1p(e) + std::max(z, T(0)) - y * z, p - y, p * (1 - p)};
}

/// What differs from model to model in the settings.
struct LinearModelDefaults {
  const char* data = "breast_cancer";
  const char* penalty = "l2";
  double weight = 1e-3;
  const char* penalty_meaning = "weight of the penalty on w; b is free";
};

/// What the code for all models asks of one: loss and penalty of many numbers at a time.
template <class T>
struct LinearModelTerms {
  virtual ~LinearModelTerms() = default;
  virtual void losses(std::span<const T> z, std::span<const T> y, std::span<Taylor<T>> out) const = 0;
  virtual void penalties(std::span<const T> w, std::span<Taylor<T>> out) const = 0;
};

struct LinearModelFacts {
  bool classifies, convex;
  double least_target;
};

/// What does not depend on the model; compiled once.
template <class Real>
struct LinearModelBase : Problem<Real> {
  using Vector = Eigen::VectorX<Real>;
  using Terms = LinearModelTerms<Real>;

  const LinearModelFacts facts;
  const std::string name, scaling;
  const double weight, spread, validation;
  struct Part {
    Matrix<Real> x;  // one example a column
    Vector y;
  };
  Part train, test, held_out;
  Eigen::Index n = 0;  // features

  LinearModelBase(const LinearModelDefaults& defaults, const LinearModelFacts& of_model);

  struct Workspace {
    explicit Workspace(const LinearModelBase& f);
    Vector w, v, g;  // copies: no bit of a result may depend on where in memory the caller's numbers lie
    Vector s, t, y;
    Matrix<Real> x;
    std::vector<Taylor<Real>> losses, penalties;
  };

  void start(Random& random, std::span<Real> w) const;

 protected:
  double evaluate(const Terms& model, Workspace& ws, std::span<const Real> w, const Batch& batch,
                  std::span<Real> gradient) const;
  /// Examples are read once for all points, some at a time.
  void values(const Terms& model, Workspace& ws, std::span<const Real> points, const Batch& batch,
              std::span<double> values) const;
  void hessian_vector(const Terms& model, Workspace& ws, std::span<const Real> w, const Batch& batch,
                      std::span<const Real> v, std::span<Real> hv) const;
  void measure(const Terms& model, Workspace& ws, std::span<const Real> w, std::span<double> metrics) const;
  /// Reads the data; every fifth row, beginning with the first, is a test example. Throws std::runtime_error.
  void load(const LinearModelTerms<double>& model);

 private:
  static constexpr Eigen::Index chunk = 128;
  using Features = Eigen::Map<const Matrix<Real>>;
  using Targets = std::span<const Real>;

  void evaluate(const Terms& model, Workspace& ws, const Part& part, std::span<double> metrics) const;
  void check_target(double y, const std::string& where) const;
  template <class Visit>
  void each(Workspace& ws, const Batch& batch, Visit visit) const;
  void add_losses(const Terms& model, Workspace& ws, const Features& x, Targets y, double& sum) const;
  double add_penalties(const Terms& model, Workspace& ws, double value) const;
  void scores(const Features& x, const Vector& w, Vector& z) const;
  void add_product(const Features& x, const Vector& s, Vector& g) const;
};

/// Base of `template <class Real> struct Mine : LinearModel<Real, Mine<Real>>`. Mine has
///   template <class T> Taylor<T> loss(T z, T y) const
/// and, optionally,
///   template <class T> Taylor<T> penalty(T w) const          else weight/2 w^2
///   static constexpr bool classifies = true                  y is 0 or 1, and class 1 is said where z > 0
///   static constexpr bool convex = false                     then the minimum is not known
///   static constexpr double least_target                     y may not be below
/// and its constructor calls `load`.
template <class Real, class Model>
struct LinearModel : LinearModelBase<Real> {
  using Base = LinearModelBase<Real>;
  using typename Base::Workspace;
  static constexpr bool classifies = false, convex = true;
  static constexpr double least_target = -std::numeric_limits<double>::infinity();

  explicit LinearModel(const LinearModelDefaults& defaults = {})
      : Base(defaults, {Model::classifies, Model::convex, Model::least_target}) {}

  template <class T>
  Taylor<T> penalty(T w) const {
    const T l2 = static_cast<T>(this->weight);
    return {l2 / 2 * w * w, l2 * w, l2};
  }

  double evaluate(Workspace& ws, std::span<const Real> w, const Batch& batch, std::span<Real> gradient) const {
    return Base::evaluate(Terms<Real>(model()), ws, w, batch, gradient);
  }
  void values(Workspace& ws, std::span<const Real> points, const Batch& batch, std::span<double> values) const {
    Base::values(Terms<Real>(model()), ws, points, batch, values);
  }
  void hessian_vector(Workspace& ws, std::span<const Real> w, const Batch& batch, std::span<const Real> v,
                      std::span<Real> hv) const {
    Base::hessian_vector(Terms<Real>(model()), ws, w, batch, v, hv);
  }
  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const {
    Base::measure(Terms<Real>(model()), ws, w, metrics);
  }

 protected:
  void load() { Base::load(Terms<double>(model())); }

 private:
  template <class T>
  struct Terms final : LinearModelTerms<T> {
    const Model& model;

    explicit Terms(const Model& of) : model(of) {}
    void losses(std::span<const T> z, std::span<const T> y, std::span<Taylor<T>> out) const override {
      for (std::size_t i = 0; i < z.size(); ++i) out[i] = model.loss(z[i], y[i]);
    }
    void penalties(std::span<const T> w, std::span<Taylor<T>> out) const override {
      for (std::size_t j = 0; j < w.size(); ++j) out[j] = model.penalty(w[j]);
    }
  };

  const Model& model() const { return static_cast<const Model&>(*this); }
};

}  // namespace slalom
