// Plugins for the tests of suites: they are named and configured, never run.
#include <slalom/function.hpp>
#include <slalom/modifier.hpp>
#include <slalom/schedule.hpp>
#include <slalom/wrapper.hpp>

namespace {

template <class Real>
struct Adam : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  Real beta1 = this->setting("beta1", 0.9, slalom::at_least(0).below(1), "first moment");
  Real beta2 = this->setting("beta2", 0.999, slalom::at_least(0).below(1), "second moment");
  bool epsilon_hat = this->setting("epsilon_hat", false, "form");
  void step(slalom::Oracle<Real>&, std::span<Real>, Real) {}
};
SLALOM_OPTIMIZER(Adam, "adam", "", "")

template <class Real>
struct Momentum : slalom::Optimizer<Real> {
  Real alpha = this->setting("momentum", 0.9, slalom::at_least(0).below(1), "share that is kept");
  std::string form = this->choice("form", {"classical", "torch"}, "form");
  void step(slalom::Oracle<Real>&, std::span<Real>, Real) {}
};
SLALOM_OPTIMIZER(Momentum, "momentum", "", "")

template <class Real>
struct Newton : slalom::Optimizer<Real> {
  void step(slalom::Oracle<Real>&, std::span<Real>) {}
};
SLALOM_OPTIMIZER(Newton, "newton", "", "")

// newton without single precision
SLALOM_REGISTER([](slalom::detail::Table& table) {
  static slalom_optimizer narrow = *table.optimizers.back();
  narrow.name = "newton64";
  narrow.step[SLALOM_FLOAT32] = nullptr;
  table.optimizers.push_back(&narrow);
})

template <class Real>
struct Lookahead : slalom::Wrapper<Real> {
  Real alpha = this->setting("alpha", 0.5, slalom::above(0).up_to(1), "step of the slow weights");
  void step(slalom::Oracle<Real>&, std::span<Real>, Real) {}
};
SLALOM_OPTIMIZER(Lookahead, "lookahead", "", "")

template <class Real>
struct Clip : slalom::Wrapper<Real> {
  Real norm = this->setting("norm", 1.0, slalom::above(0).log_search(0.01, 100), "longer is shortened");
  Real value = this->setting("value", 1e30, slalom::above(0), "larger entries are cut off");
  void step(slalom::Oracle<Real>&, std::span<Real>, Real) {}
};
SLALOM_OPTIMIZER(Clip, "clip", "", "")

template <class Real>
struct Shift : slalom::Modifier<Real> {
  double by = this->setting("by", 1.0, slalom::any(), "how far");
};
SLALOM_PROBLEM(Shift, "shift", "", "")

struct Bowl : slalom::Function {
  std::int64_t dimension = setting("dimension", 2, slalom::at_least(1), "length of w");
  double condition = setting("condition", 10.0, slalom::at_least(1), "largest over smallest");
  std::string data = text("data", "none", "a name");
  template <class T>
  T operator()(std::span<const T> x) const {
    return x[0];
  }
};
SLALOM_FUNCTION(Bowl, "bowl", "", "")

struct Net : slalom::Function {
  static constexpr slalom_real preferred = SLALOM_FLOAT32;
  std::vector<std::size_t> hidden = integers("hidden", {32}, slalom::at_least(1), "layers");
  template <class T>
  T operator()(std::span<const T> x) const {
    return x[0];
  }
};
SLALOM_FUNCTION(Net, "net", "", "")

// net without double precision
SLALOM_REGISTER([](slalom::detail::Table& table) {
  static slalom_problem narrow = *table.problems.back();
  narrow.name = "net32";
  narrow.evaluate[SLALOM_FLOAT64] = nullptr;
  table.problems.push_back(&narrow);
})

struct Sum : slalom::Function {
  double validation = setting("validation", 0.0, slalom::in(0, 1), "share that is held out");
  template <class T>
  T operator()(std::span<const T> x) const {
    return x[0];
  }
};
SLALOM_FUNCTION(Sum, "sum", "", "")

struct Cosine : slalom::Schedule {
  static constexpr bool needs_total = true;
  double final = setting("final", 0.0, slalom::in(0, 1), "at the end");
  double operator()(double, double) const { return 1; }
};
SLALOM_SCHEDULE(Cosine, "cosine", "", "")

struct Step : slalom::Schedule {
  std::int64_t every = setting("every", 100, slalom::at_least(1), "steps");
  double operator()(double, double) const { return 1; }
};
SLALOM_SCHEDULE(Step, "step", "", "")

}  // namespace
