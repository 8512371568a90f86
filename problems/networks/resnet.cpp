// Residual network: a convolution, then stages of blocks x + body(x), body being convolution, norm, relu, convolution,
// norm; from stage to stage the channels double and the sides halve; the mean over all pixels, and the softmax of the
// scores. He, Zhang, Ren & Sun (2016), section 4.2, with projections as shortcuts between stages.
#include "base/classifier.hpp"
#include "layers/conv2d.hpp"
#include "layers/normalization.hpp"
#include "layers/pooling.hpp"
#include "layers/residual.hpp"

template <class Real>
struct ResNet : slalom::Classifier<Real> {
  using Net = slalom::layers::Network<Real>;

  const std::int64_t width = this->setting("width", 8, slalom::at_least(1), "channels of the first stage");
  const std::int64_t stages = this->setting("stages", 2, slalom::in(1, 4), "number of stages");
  const std::int64_t blocks = this->setting("blocks", 1, slalom::at_least(1), "residual blocks in a stage");
  const std::string normalization =
      this->choice("normalization", {"layer", "batch", "none"},
                   "over an example; over the examples that are evaluated together, at most 128; or none");

  ResNet() { this->open(); }

  std::string_view main_activation() const override { return "relu"; }
  void build(Net& net) const override {
    this->image();
    conv_norm(net, width, {.size = 3, .padding = 1});
    slalom::layers::activation(net, "relu");
    for (std::int64_t stage = 0; stage < stages; ++stage)
      for (std::int64_t block = 0; block < blocks; ++block) {
        const bool first = block == 0 && stage > 0;
        const auto channels = width << stage, stride = first ? std::int64_t{2} : 1;
        auto body = net.branch(), shortcut = net.branch();
        conv_norm(body, channels, {.size = 3, .stride = stride, .padding = 1});
        slalom::layers::activation(body, "relu");
        conv_norm(body, channels, {.size = 3, .padding = 1});
        if (first) conv_norm(shortcut, channels, {.size = 1, .stride = stride});
        slalom::layers::residual(net, std::move(body), std::move(shortcut));
        slalom::layers::activation(net, "relu");
      }
    slalom::layers::average_pool(net, std::min(net.shape().height, net.shape().width));
  }

 private:
  void conv_norm(Net& net, std::int64_t channels, slalom::layers::Window window) const {
    slalom::layers::conv2d(net, channels, window);
    if (normalization == "layer") slalom::layers::layer_norm(net);
    if (normalization == "batch") slalom::layers::batch_norm(net);
  }
};
SLALOM_PROBLEM(ResNet, "resnet", "Residual network", "He, Zhang, Ren & Sun 2016")
