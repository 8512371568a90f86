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
  Bbob(int number, Suite suite, int seed_number = 0);

  /// The domain, and where the least value is: once x_opt is known.
  void find_minimum();
  /// The penalty at memory.x; its gradient is added.
  double penalize(Transformation::Memory& memory, bool with_gradient) const;

  /// The random rotations, as blocks.
  std::vector<MatrixXd> R() const;
  std::vector<MatrixXd> Q() const;
  /// The last n numbers of z are multiplied by them. Split ones stand between two permutations; which the first one is,
  /// their functions say.
  void turn_by_R(int permutation = 2);
  void turn_by_Q(int permutation = 2);
  std::vector<Index> permutation(int number) const;

  /// The diagonal of Lambda^alpha: alpha^(1/2 (i-1)/(n-1)).
  VectorXd scaling(double alpha) const;
  /// (i-1)/(n-1)
  double ramp(Index i) const { return Transformation::ramp(i, n); }
  /// base^((i-1)/(n-1)) for each i.
  std::vector<double> powers(double base) const;
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
  std::vector<MatrixXd> blocks(std::int64_t of_seed) const;
  void turn(const std::vector<MatrixXd>& blocks, int first);
  void permute(int number);
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

/// A formula as a Problem, computed in double for both real types.
template <class Formula>
struct BbobLoss : Formula {
  using Workspace = Differentiated<typename OriginalOf<Formula>::Type>;
  template <class>
  using Loss = BbobLoss;

  BbobLoss() { this->find_minimum(); }
  void start(Random& random, std::span<double> x) const { detail::start_within_domain(this->description, random, x); }

  double evaluate(Workspace& ws, std::span<const double> w, [[maybe_unused]] Batch batch,
                  std::span<double> gradient) const {
    auto& memory = ws.memory;
    std::ranges::copy(w, memory.x.begin());
    double value = gradient.empty() ? ws.value() : ws.value_and_gradient();
    if constexpr (requires { this->noisy(value, batch.noise()); })
      if (!batch.exact()) {
        const auto seen = this->noisy(math::Dual<double, 1>(value, 0), batch.noise());
        value = seen.value;
        for (double& gi : memory.gradient) gi *= seen.slopes[0];
      }
    value += this->penalize(memory, !gradient.empty());
    std::copy_n(memory.gradient.begin(), gradient.size(), gradient.begin());
    return value + this->f_opt;
  }
};

}  // namespace bbob
}  // namespace slalom

#define SLALOM_BBOB(Formula, name, title)                                                     \
  SLALOM_PROBLEM(::slalom::bbob::BbobLoss<Formula>::Loss, name, title " (bbob " #Formula ")", \
                 "Hansen, Finck, Ros & Auger 2009, " #Formula)
#define SLALOM_BBOB_LARGE(Formula, name, title) \
  SLALOM_PROBLEM(::slalom::bbob::BbobLoss<Formula>::Loss, name, title " (bbob-largescale)", "Varelas et al. 2020")
