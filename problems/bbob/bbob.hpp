// The functions of COCO's suites bbob and bbob-largescale: what all have in common.
// Hansen, Finck, Ros & Auger (2009), Real-parameter black-box optimization benchmarking: noiseless functions.
// Varelas et al. (2020), Benchmarking large-scale continuous optimizers: the bbob-largescale testbed.
#pragma once

#include "instance.hpp"
#include "transformation.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace bbob {

enum class Suite { bbob, largescale };

/// Base of f1 to f24. The constructor gives the steps from x to z; `operator()` is the function of z, without `factor`,
/// f_opt and the penalty for leaving [-5, 5].
class Bbob : public Function {
 protected:
  const Index n;
  const bool split;  ///< whether rotations are of blocks, with permutations: in more than 40 dimensions of largescale
  const std::int64_t seed;

 public:
  Transformation to_z;
  VectorXd x_opt;
  double f_opt;
  double factor = 1;   ///< times the function of z
  double penalty = 0;  ///< times sum_i max(0, |x_i| - 5)^2

 protected:
  /// Two of the functions take the random numbers of the one before.
  Bbob(int number, Suite suite, int seed_number = 0)
      : n(static_cast<Index>(suite == Suite::bbob ? dimension(2, 2) : dimension(20, 2))),
        split(suite == Suite::largescale && n > block_size),
        seed((seed_number == 0 ? number : seed_number) +
             10000 * setting("instance", 1, in(1, 100000), "which shift, rotation and least value")),
        to_z(n, !split),
        x_opt(optimum(n, seed)),
        f_opt(least_value(seed)) {}

  /// The penalty at memory.x; its gradient is added.
  [[gnu::noinline]] double penalize(Transformation::Memory& memory, bool with_gradient) const {
    double sum = 0;
    for (Index i = 0; i < n; ++i) {
      const double outside = memory.x[i] - std::clamp(memory.x[i], -5.0, 5.0);
      if (with_gradient) memory.gradient[i] += 2 * penalty * outside;
      sum += outside * outside;
    }
    return penalty * sum;
  }

  /// The random rotations, as blocks.
  std::vector<MatrixXd> R() const { return blocks(seed + 1000000); }
  std::vector<MatrixXd> Q() const { return blocks(seed); }
  /// The last n numbers of z are multiplied by them. Split ones stand between two permutations; which the first one is,
  /// their functions say.
  void turn_by_R(int permutation = 2) { turn(R(), permutation); }
  void turn_by_Q(int permutation = 2) { turn(Q(), permutation); }
  std::vector<Index> permutation(int number) const { return split ? swapped(n, seed + 1000000 * number) : in_place(n); }

  /// The diagonal of Lambda^alpha: alpha^(1/2 (i-1)/(n-1)).
  VectorXd scaling(double alpha) const {
    VectorXd scales(n);
    for (Index i = 0; i < n; ++i) scales[i] = std::pow(alpha, ramp(i) / 2);
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
  /// Of numbers that are turned together.
  double together() const { return static_cast<double>(split ? block_size : n); }
  /// How much f8, f9 and f19 stretch x.
  double width() const { return std::max(1.0, std::sqrt(together()) / 8); }
  /// How many variables f11 to f13 single out: one in bbob, one of 40 in bbob-largescale.
  std::size_t singled_out() const { return static_cast<std::size_t>(split ? (n + block_size - 1) / block_size : 1); }
  /// min(1, 40/n) in bbob-largescale: values are of a like size in all dimensions.
  double evened() const { return together() / count(); }

 private:
  std::vector<MatrixXd> blocks(std::int64_t of_seed) const {
    return split ? rotated_blocks(n, of_seed) : std::vector{rotation(n, of_seed)};
  }
  void turn(const std::vector<MatrixXd>& blocks, int first) {
    permute(first);
    to_z.turn(blocks);
    permute(first + 1);
  }
  void permute(int number) {
    if (!split) return;
    const Index kept = to_z.size() - n;
    auto order = in_place(kept);
    for (const Index place : permutation(number)) order.push_back(kept + place);
    to_z.permute(order);
  }
};

/// f1 to f24 as bbob-largescale has them.
template <class Formula>
struct Large : Formula {
  using Original = Formula;
  Large() : Formula(Suite::largescale) {}
};

/// A formula with the memory that it needs. Large and noisy variants share what is compiled for the original.
template <class Formula>
class Differentiated {
 public:
  Transformation::Memory memory;

  [[gnu::noinline]] explicit Differentiated(const Formula& f)
      : memory(f.to_z), formula_(f), tape_(static_cast<std::size_t>(f.to_z.size())) {
    memory.x.setConstant(1);
    value_and_gradient();  // once, so that the tape has the memory that it needs
  }

  /// At memory.x, without f_opt and the penalty.
  [[gnu::noinline]] double value() {
    const auto& z = formula_.to_z.apply(memory, false);
    return formula_.factor * formula_(std::span<const double>(z.data(), static_cast<std::size_t>(z.size())));
  }
  /// The gradient is in memory.gradient.
  [[gnu::noinline]] double value_and_gradient() {
    std::ranges::copy(formula_.to_z.apply(memory, true), tape_.x().begin());
    const double value = tape_.differentiate(formula_);
    std::ranges::transform(tape_.gradient(), memory.last_gradient().begin(),
                           [&](double gi) { return formula_.factor * gi; });
    formula_.to_z.go_back(memory);
    return formula_.factor * value;
  }

 private:
  const Formula& formula_;
  math::Tape<double> tape_;
};

template <class Formula>
struct OriginalOf {
  using Type = Formula;
};
template <class Formula>
  requires requires { typename Formula::Original; }
struct OriginalOf<Formula> {
  using Type = typename Formula::Original;
};

/// A formula as a Problem. It is computed in double; float32 rounds what goes in and comes out.
template <class Formula>
struct BbobLoss {
  template <class Real>
  struct Loss : Formula {
    using Workspace = Differentiated<typename OriginalOf<Formula>::Type>;

    Loss() {
      this->domain(static_cast<std::size_t>(this->x_opt.size()), -5, 5);
      this->minimum(this->f_opt, {{this->x_opt.begin(), this->x_opt.end()}});
    }
    void start(Random& random, std::span<Real> x) const {
      for (Real& xi : x) xi = static_cast<Real>(random.uniform(-5, 5));
    }

    double evaluate(Workspace& ws, std::span<const Real> w, [[maybe_unused]] Batch batch,
                    std::span<Real> gradient) const {
      auto& memory = ws.memory;
      std::ranges::transform(w, memory.x.begin(), [](Real xi) { return static_cast<double>(xi); });
      double value = gradient.empty() ? ws.value() : ws.value_and_gradient();
      if constexpr (requires { this->noisy(value, batch.noise()); })
        if (!batch.exact()) {
          const auto seen = this->noisy(math::Dual<double, 1>(value, 0), batch.noise());
          value = seen.value;
          for (double& gi : memory.gradient) gi *= seen.slopes[0];
        }
      value += this->penalize(memory, !gradient.empty());
      std::ranges::transform(memory.gradient.begin(), memory.gradient.begin() + static_cast<Index>(gradient.size()),
                             gradient.begin(), [](double gi) { return static_cast<Real>(gi); });
      return value + this->f_opt;
    }
  };
};

}  // namespace bbob
}  // namespace slalom

#define SLALOM_BBOB(Formula, name, title)                                                     \
  SLALOM_PROBLEM(::slalom::bbob::BbobLoss<Formula>::Loss, name, title " (bbob " #Formula ")", \
                 "Hansen, Finck, Ros & Auger 2009, " #Formula)
#define SLALOM_BBOB_LARGE(Formula, name, title) \
  SLALOM_PROBLEM(::slalom::bbob::BbobLoss<Formula>::Loss, name, title " (bbob-largescale)", "Varelas et al. 2020")
