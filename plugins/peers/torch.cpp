// Optimizers of libtorch, PyTorch's C++ library (Paszke and others 2019). They get the host's gradients; w is one
// tensor. All but L-BFGS take one gradient a step, with the host's learning rate, and mini-batches.
#include <slalom/optimizer.hpp>
#include <slalom/peer.hpp>

#include <ATen/Parallel.h>
#include <torch/optim.h>

#define LIBTORCH "libtorch " PEER_VERSION

namespace {

template <class Real>
torch::Tensor tensor_of(Real* numbers, std::size_t count) {
  return torch::from_blob(numbers, {static_cast<std::int64_t>(count)}, c10::CppTypeToScalarType<Real>::value);
}

/// Base of a rule with a function `Method method(torch::Tensor) const`, for this one tensor.
template <class Real, class Rule>
struct FirstOrder : slalom::Optimizer<Real> {
  FirstOrder() { at::set_num_threads(1); }

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    if (!method_) begin();
    f.gradient(w, gradient_);
    std::ranges::copy(w, point_.begin());
    method_->param_groups().front().options().set_lr(eta);
    method_->step();
    std::ranges::copy(point_, w.begin());
  }

 private:
  void begin() {
    auto x = tensor_of(point_.data(), point_.size());
    x.mutable_grad() = tensor_of(gradient_.data(), gradient_.size());
    method_ = static_cast<const Rule&>(*this).method(x);
  }

  slalom::Vector<Real> point_ = this->zeros(), gradient_ = this->zeros();
  std::unique_ptr<torch::optim::Optimizer> method_;
};

template <class Method, class Options>
std::unique_ptr<torch::optim::Optimizer> make(const torch::Tensor& x, const Options& options) {
  return std::make_unique<Method>(std::vector{x}, options);
}

template <class Real>
struct Sgd : FirstOrder<Real, Sgd<Real>> {
  const double momentum = static_cast<double>(this->momentum_setting(0));
  const double dampening =
      this->setting("dampening", 0.0, slalom::in(0, 1), "share of the gradient that momentum drops");
  const bool nesterov = this->setting("nesterov", false, "Nesterov's momentum; without dampening");
  const double weight_decay = static_cast<double>(this->weight_decay_setting(0));

  auto method(const torch::Tensor& x) const {
    return make<torch::optim::SGD>(
        x, torch::optim::SGDOptions(0.01).momentum(momentum).dampening(dampening).nesterov(nesterov).weight_decay(
               weight_decay));
  }
};

template <class Real, class Method, class Options, bool decoupled>
struct AnyAdam : FirstOrder<Real, AnyAdam<Real, Method, Options, decoupled>> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  const double beta1 = static_cast<double>(this->beta1_setting()), beta2 = static_cast<double>(this->beta2_setting());
  const double epsilon = static_cast<double>(this->epsilon_setting());
  const double weight_decay = static_cast<double>(this->weight_decay_setting(decoupled ? 0.01 : 0));
  const bool amsgrad = this->setting("amsgrad", false, "divide by the largest mean of squares so far");

  auto method(const torch::Tensor& x) const {
    return make<Method>(x,
                        Options(0.001).betas({beta1, beta2}).eps(epsilon).weight_decay(weight_decay).amsgrad(amsgrad));
  }
};
template <class Real>
using Adam = AnyAdam<Real, torch::optim::Adam, torch::optim::AdamOptions, false>;
template <class Real>
using AdamW = AnyAdam<Real, torch::optim::AdamW, torch::optim::AdamWOptions, true>;

template <class Real>
struct Adagrad : FirstOrder<Real, Adagrad<Real>> {
  const double epsilon = static_cast<double>(this->epsilon_setting(1e-10));
  const double decay =
      this->setting("learning_rate_decay", 0.0, slalom::at_least(0), "the rate is divided by 1 + t times it");
  const double first = this->setting("initial_sum", 0.0, slalom::at_least(0), "of squares");
  const double weight_decay = static_cast<double>(this->weight_decay_setting(0));

  auto method(const torch::Tensor& x) const {
    return make<torch::optim::Adagrad>(
        x,
        torch::optim::AdagradOptions(0.01).lr_decay(decay).initial_accumulator_value(first).eps(epsilon).weight_decay(
            weight_decay));
  }
};

template <class Real>
struct RmsProp : FirstOrder<Real, RmsProp<Real>> {
  const double rho = this->setting("rho", 0.99, slalom::at_least(0).below(1).search(0.8, 0.999),
                                   "fraction of the mean of squares that is kept");
  const double epsilon = static_cast<double>(this->epsilon_setting());
  const double momentum = static_cast<double>(this->momentum_setting(0));
  const bool centered = this->setting("centered", false, "take the squared mean from the mean of squares");
  const double weight_decay = static_cast<double>(this->weight_decay_setting(0));

  auto method(const torch::Tensor& x) const {
    return make<torch::optim::RMSprop>(
        x,
        torch::optim::RMSpropOptions(0.01).alpha(rho).eps(epsilon).momentum(momentum).centered(centered).weight_decay(
            weight_decay));
  }
};

/// Its tolerances are 0, and the numbers of iterations and evaluations are the host's.
struct Lbfgs : slalom::Settings<double> {
  const std::int64_t memory = setting("memory", 100, slalom::in(1, 1000), "pairs that are kept");
  const std::string line_search =
      choice("line_search", {"strong_wolfe", "none"}, "none: steps of length 1, and the first one shorter");

  std::string minimize(slalom::PeerOracle& f, std::vector<double>& start) const {
    constexpr std::int64_t unlimited = 1'000'000'000'000;
    f.throw_when_stopping();
    at::set_num_threads(1);
    std::vector<double> gradient(start.size());
    auto x = tensor_of(start.data(), start.size());
    x.mutable_grad() = tensor_of(gradient.data(), gradient.size());
    torch::optim::LBFGSOptions options(1);
    options.max_iter(unlimited).max_eval(unlimited).tolerance_grad(0).tolerance_change(0).history_size(memory);
    if (line_search == "strong_wolfe") options.line_search_fn("strong_wolfe");
    torch::optim::LBFGS method(std::vector{x}, options);
    method.step([&] { return torch::tensor(f.gradient(start.data(), gradient.data()), torch::kDouble); });
    return "libtorch makes no further step";
  }
};

}  // namespace

SLALOM_OPTIMIZER(Sgd, "torch_sgd", "Gradient descent of libtorch", "Sutskever et al. 2013; " LIBTORCH)
SLALOM_OPTIMIZER(Adam, "torch_adam", "Adam of libtorch", "Kingma & Ba 2015; " LIBTORCH)
SLALOM_OPTIMIZER(AdamW, "torch_adamw", "Adam with decoupled weight decay of libtorch",
                 "Loshchilov & Hutter 2019; " LIBTORCH)
SLALOM_OPTIMIZER(Adagrad, "torch_adagrad", "AdaGrad of libtorch", "Duchi, Hazan & Singer 2011; " LIBTORCH)
SLALOM_OPTIMIZER(RmsProp, "torch_rmsprop", "RMSProp of libtorch", "Tieleman & Hinton 2012; " LIBTORCH)
SLALOM_PEER(Lbfgs, "torch_lbfgs", "L-BFGS of libtorch", "Nocedal 1980", LIBTORCH)
