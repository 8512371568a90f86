#include "theirs.hpp"

#include "run/sampler.hpp"

#include <torch/torch.h>

namespace slalom::peers {

namespace {

torch::nn::Sequential layers(const Network& network) {
  torch::nn::Sequential net;
  std::int64_t channels = 1, side = static_cast<std::int64_t>(network.side);
  for (const auto count : network.channels) {
    net->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, count, 5).padding(2)));
    net->push_back(torch::nn::Tanh());
    net->push_back(torch::nn::AvgPool2d(2));
    channels = count;
    side /= 2;
  }
  net->push_back(torch::nn::Flatten());
  std::int64_t units = channels * side * side;
  for (const auto count : network.hidden) {
    net->push_back(torch::nn::Linear(units, count));
    net->push_back(torch::nn::Tanh());
    units = count;
  }
  net->push_back(torch::nn::Linear(units, static_cast<std::int64_t>(classes)));
  return net;
}

/// A copy.
template <class T>
torch::Tensor tensor(std::span<const T> values, std::vector<std::int64_t> shape, torch::Dtype type) {
  return torch::from_blob(const_cast<T*>(values.data()), shape, type).clone();
}

}  // namespace

struct Theirs::Model {
  torch::nn::Sequential net;
  torch::Tensor x, y;
  std::vector<torch::Tensor> parameters;
  torch::optim::SGD sgd;
  run::Sampler sampler;

  Model(const Network& network, torch::Dtype type, const Images& images, std::span<const double> w)
      : net(layers(network)),
        sgd((net->to(type), net->parameters()), torch::optim::SGDOptions(learning_rate)),
        sampler({suite::Sampling::shuffled, network.batch}, images.classes.size(), 1) {
    const auto count = static_cast<std::int64_t>(images.classes.size()), size = static_cast<std::int64_t>(network.side);
    x = tensor(std::span(images.pixels), {count, 1, size, size}, torch::kFloat64).to(type);
    y = tensor(std::span(images.classes), {count}, torch::kInt64);
    parameters = net->parameters();
    const torch::NoGradGuard guard;
    for (auto& p : parameters) {
      const auto n = static_cast<std::size_t>(p.numel());
      p.copy_(tensor(w.first(n), p.sizes().vec(), torch::kFloat64));
      w = w.subspan(n);
    }
    if (!w.empty()) throw std::logic_error("torch's network has fewer parameters");
  }

  torch::Tensor loss(std::span<const std::uint32_t> batch) {
    const auto chosen = torch::from_blob(const_cast<std::uint32_t*>(batch.data()),
                                         {static_cast<std::int64_t>(batch.size())}, torch::kInt32);
    return torch::nn::functional::cross_entropy(net->forward(x.index_select(0, chosen)), y.index_select(0, chosen));
  }
};

Theirs::Theirs(const Network& network, bool float64, const Images& images, std::span<const double> w) {
  torch::set_num_threads(1);
  model_ = std::make_unique<Model>(network, float64 ? torch::kFloat64 : torch::kFloat32, images, w);
}
Theirs::~Theirs() = default;

void Theirs::step() {
  model_->sgd.zero_grad();
  model_->loss({model_->sampler.next(), model_->sampler.size()}).backward();
  model_->sgd.step();
}

std::pair<double, std::vector<double>> Theirs::gradient(std::span<const std::uint32_t> batch) {
  model_->sgd.zero_grad();
  const auto loss = model_->loss(batch);
  loss.backward();
  std::vector<double> gradient;
  for (const auto& p : model_->parameters) {
    const auto g = p.grad().to(torch::kFloat64).contiguous();
    gradient.insert(gradient.end(), g.data_ptr<double>(), g.data_ptr<double>() + g.numel());
  }
  return {loss.item<double>(), gradient};
}

}  // namespace slalom::peers
