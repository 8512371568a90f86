// The noiseless functions of COCO's bbob suite: what all have in common.
// Hansen, Finck, Ros & Auger (2009), Real-parameter black-box optimization benchmarking: noiseless functions.
#pragma once

#include "instance.hpp"
#include "transformation.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace bbob {

/// Base of f1 to f24. The constructor gives the steps from x to z; `operator()` is the function of z, without f_opt and
/// without the penalty for leaving [-5, 5].
class Bbob : public Function {
 public:
  Transformation to_z;
  VectorXd x_opt;
  double f_opt;
  double penalty = 0;  ///< times sum_i max(0, |x_i| - 5)^2

 protected:
  /// Two of the functions take the random numbers of the one before.
  explicit Bbob(int number, int seed_number = 0)
      : to_z(static_cast<Index>(dimension(2, 2))),
        n(to_z.size()),
        seed((seed_number == 0 ? number : seed_number) +
             10000 * setting("instance", 1, in(1, 100000), "which shift, rotation and least value")) {
    f_opt = least_value(seed);
    x_opt = optimum(n, seed);
  }

  MatrixXd R() const { return rotation(n, seed + 1000000); }
  MatrixXd Q() const { return rotation(n, seed); }
  /// Lambda^alpha, the diagonal matrix with alpha^(1/2 (i-1)/(n-1)).
  MatrixXd scaling(double alpha) const {
    MatrixXd scales = MatrixXd::Identity(n, n);
    for (Index i = 0; i < n; ++i) scales(i, i) = std::pow(alpha, ramp(i) / 2);
    return scales;
  }
  /// (i-1)/(n-1)
  double ramp(Index i) const { return Transformation::ramp(i, n); }
  /// base^((i-1)/(n-1)) for each i.
  std::vector<double> powers(double base) const {
    std::vector<double> all;
    for (Index i = 0; i < n; ++i) all.push_back(std::pow(base, ramp(i)));
    return all;
  }
  VectorXd all(double x) const { return VectorXd::Constant(n, x); }
  double count() const { return static_cast<double>(n); }

  const Index n;
  const std::int64_t seed;
};

/// A formula as a Problem. It is computed in double; float32 rounds what goes in and comes out.
template <class Formula>
struct BbobLoss {
  template <class Real>
  struct Loss : Formula {
    Loss() {
      this->domain(static_cast<std::size_t>(this->x_opt.size()), -5, 5);
      this->minimum(this->f_opt, {{this->x_opt.begin(), this->x_opt.end()}});
    }

    struct Workspace {
      explicit Workspace(const Loss& f) : memory(f.to_z), tape(static_cast<std::size_t>(f.to_z.size())) {
        memory.x.setConstant(1);
        f.value_and_gradient(*this);  // once, so that the tape has the memory that it needs
      }
      Transformation::Memory memory;
      math::Tape<double> tape;
    };

    void start(Random& random, std::span<Real> x) const {
      for (Real& xi : x) xi = static_cast<Real>(random.uniform(-5, 5));
    }

    double evaluate(Workspace& ws, std::span<const Real> w, [[maybe_unused]] Batch batch,
                    std::span<Real> gradient) const {
      auto& x = ws.memory.x;
      std::ranges::transform(w, x.begin(), [](Real xi) { return static_cast<double>(xi); });
      double value = 0;
      if (gradient.empty()) {
        const auto& z = this->to_z.apply(ws.memory, false);
        value = (*this)(std::span<const double>(z.data(), static_cast<std::size_t>(z.size())));
      } else {
        value = value_and_gradient(ws);
      }
      if constexpr (requires { this->noisy(value, batch.noise()); })
        if (!batch.exact()) {
          const auto seen = this->noisy(math::Dual<double, 1>(value, 0), batch.noise());
          value = seen.value;
          ws.memory.gradient *= seen.slopes[0];
        }
      if (!gradient.empty()) {
        ws.memory.gradient += 2 * this->penalty * outside(x).matrix();
        std::ranges::transform(ws.memory.gradient, gradient.begin(), [](double gi) { return static_cast<Real>(gi); });
      }
      return value + this->penalty * outside(x).square().sum() + this->f_opt;
    }

   private:
    /// At ws.memory.x, without f_opt and the penalty.
    double value_and_gradient(Workspace& ws) const {
      std::ranges::copy(this->to_z.apply(ws.memory, true), ws.tape.x().begin());
      const double value = ws.tape.differentiate(static_cast<const Formula&>(*this));
      std::ranges::copy(ws.tape.gradient(), ws.memory.last_gradient().begin());
      this->to_z.go_back(ws.memory);
      return value;
    }
    /// How far x is above 5, or, negative, below -5.
    static auto outside(const VectorXd& x) { return x.array() - x.array().max(-5.0).min(5.0); }
  };
};

}  // namespace bbob
}  // namespace slalom

#define SLALOM_BBOB(Formula, name, title)                                                     \
  SLALOM_PROBLEM(::slalom::bbob::BbobLoss<Formula>::Loss, name, title " (bbob " #Formula ")", \
                 "Hansen, Finck, Ros & Auger 2009, " #Formula)
