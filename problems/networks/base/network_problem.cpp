#include "network_problem.hpp"

namespace [[gnu::visibility("hidden")]] slalom {

template <class Real>
NetworkProblem<Real>::NetworkProblem()
    : initialization(this->choice("initialization", {"automatic", "glorot", "he", "lecun"},
                                  "how weights start: glorot (uniform), he or lecun (normal); automatic: he before "
                                  "relu and gelu, else glorot")),
      weight_decay(
          this->setting("weight_decay", 0.0, at_least(0).log_search(1e-6, 1e-2),
                        "this times half the sum of the squared weights is added to the loss; biases do not count")) {}

template <class Real>
void NetworkProblem<Real>::start(Random& random, std::span<Real> w) const {
  parameters_->start(random, w);
}

template <class Real>
std::shared_ptr<layers::Parameters> NetworkProblem<Real>::new_parameters(std::string_view activation) const {
  using enum layers::Initialization;
  auto how = initialization;
  if (how == "automatic") how = activation == "relu" || activation == "gelu" ? "he" : "glorot";
  return std::make_shared<layers::Parameters>(how == "he" ? he : how == "lecun" ? lecun : glorot);
}

template <class Real>
void NetworkProblem<Real>::take_parameters(const Net& net) {
  parameters_ = net.parameters();
  this->description = parameters_->description();
}

template <class Real>
double NetworkProblem<Real>::decay(std::span<const Real> w, std::span<Real> gradient) const {
  return parameters_->decay(weight_decay, w, gradient);
}

template struct NetworkProblem<float>;
template struct NetworkProblem<double>;

}  // namespace slalom
