#include "conv2d.hpp"

#include "correlation.hpp"

#include <slalom/detail/columns.hpp>
#include <slalom/vector.hpp>

#include <algorithm>
#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

namespace {

template <class Real>
class Conv2d final : public Layer<Real> {
 public:
  Conv2d(Shape from, Index channels, Window window, bool has_scratch, Parameters& parameters)
      : Layer<Real>(from, window.windows(from, channels)),
        window_(window),
        taps_(window.size * window.size),
        width_(from.width + window.padding),
        plane_(width_ * (from.height + 2 * window.padding) + window.padding),
        reach_((window.size - 1) * (width_ + 1)) {
    const auto side = static_cast<std::size_t>(window.size), outs = static_cast<std::size_t>(channels);
    const auto number = parameters.next_number();
    W_ = parameters.add_weights("W" + number, {outs, static_cast<std::size_t>(from.channels), side, side},
                                static_cast<double>(from.channels * taps_), static_cast<double>(channels * taps_),
                                Role::convolution);
    b_ = parameters.add_biases("b" + number, outs);
    if (has_scratch) take_memory();
  }

  void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) override {
    const auto W = weights(pass.w);
    const auto b = this->vector(pass.w, b_, this->out.channels);
    for (Index o = 0; o < W.rows(); ++o)
      for (Index k = 0; k < W.cols(); ++k) to_y_.weight(o, k) = W(o, k);
    for (Index i = 0; i < x.cols(); ++i) {
      lay_out_x(x.col(i).data());
      to_y_.each(x_.data(), this->out.channels, [&](Index o, const Real* sums) {
        Real* map = y.col(i).data() + o * this->out.positions();
        for (Index row = 0; row < this->out.height; ++row, map += this->out.width)
          for (Index column = 0; column < this->out.width; ++column) map[column] = sums[place(row, column)] + b[o];
      });
    }
  }
  void backward(const Pass<Real>& pass, In<Real> x, In<Real>, In<Real> dy, Out<Real> dx) override {
    const auto W = weights(pass.w);
    auto dW = weights(pass.gradient);
    auto db = this->vector(pass.gradient, b_, this->out.channels);
    if (this->wanted(dx))
      for (Index o = 0; o < W.rows(); ++o)
        for (Index k = 0; k < W.cols(); ++k) to_x_.weight(k / taps_, o * taps_ + k % taps_) = W(o, k);
    std::ranges::fill(slopes_, Real(0));
    for (Index i = 0; i < x.cols(); ++i) {
      lay_out_x(x.col(i).data());
      add_slopes(dy.col(i).data());
      for (Index o = 0; o < db.size(); ++o)
        db[o] += dy.col(i).segment(o * this->out.positions(), this->out.positions()).sum();
      if (!this->wanted(dx)) continue;
      lay_out_dy(dy.col(i).data());
      to_x_.each(dy_.data(), this->in.channels, [&](Index c, const Real* sums) {
        Real* map = dx.col(i).data() + c * this->in.positions();
        for (Index row = 0; row < this->in.height; ++row) map = std::copy_n(sums + row * width_, this->in.width, map);
      });
    }
    for (Index o = 0; o < dW.rows(); ++o)
      for (Index k = 0; k < dW.cols(); ++k) dW(o, k) += slope(o, k);
  }

 private:
  using Signals = Correlation<Real>;

  /// From some signals to others.
  struct Passage {
    std::vector<Index> shifts;
    Vector<Real> weights, sums;
    Index length = 0;

    void take_memory(Index signals, Index least_length) {
      length = Signals::whole(least_length);
      weights.resize(static_cast<std::size_t>(Signals::round_up(signals, Signals::rows) * std::ssize(shifts)));
      sums.resize(static_cast<std::size_t>(Signals::rows * length));
    }
    Real& weight(Index signal, Index shift) {
      const auto first = signal / Signals::rows * std::ssize(shifts);
      return weights[static_cast<std::size_t>((first + shift) * Signals::rows + signal % Signals::rows)];
    }
    /// Calls visit(signal, its sums) for each of the signals made from those at x.
    void each(const Real* x, Index signals, auto visit) {
      for (Index first = 0; first < signals; first += Signals::rows) {
        Signals::apply(x, shifts, &weight(first, 0), sums.data(), length, length);
        for (Index s = first; s < std::min(first + Signals::rows, signals); ++s)
          visit(s, sums.data() + (s - first) * length);
      }
    }
  };

  auto weights(auto w) const { return this->matrix(w, W_, this->out.channels, this->in.channels * taps_); }

  /// Where the sum of a window begins in a signal.
  Index place(Index row, Index column) const { return (row * width_ + column) * window_.stride; }

  void take_memory() {
    const Index corner = window_.padding * (width_ + 1), ins = this->in.channels, outs = this->out.channels;
    const auto shift = [&](Index k) { return k / window_.size * width_ + k % window_.size; };
    for (Index k = 0; k < ins * taps_; ++k) to_y_.shifts.push_back(k / taps_ * plane_ + shift(k % taps_));
    to_y_.take_memory(outs, plane_ - reach_);

    // From dy shifts go back: zeros lie before each signal of it.
    const Index x_length = Signals::whole((this->in.height - 1) * width_ + this->in.width);
    dy_plane_ = reach_ + std::max(to_y_.length, corner + x_length);
    for (Index k = 0; k < outs * taps_; ++k)
      to_x_.shifts.push_back(k / taps_ * dy_plane_ + reach_ + corner - shift(k % taps_));
    to_x_.take_memory(ins, x_length);

    x_.resize(static_cast<std::size_t>((ins - 1) * plane_ + reach_ + to_y_.length));
    dy_.resize(static_cast<std::size_t>(outs * dy_plane_));
    slope_shifts_ = to_y_.shifts;
    slope_shifts_.resize(static_cast<std::size_t>(Signals::round_up(ins * taps_, Signals::taps)));
    const auto lanes_of_outs = static_cast<std::size_t>(Signals::round_up(outs, Signals::lanes));
    slopes_.resize(lanes_of_outs * slope_shifts_.size());
    dy_lanes_.resize(lanes_of_outs * static_cast<std::size_t>(this->out.positions()));
  }

  void lay_out_x(const Real* image) {
    Real* to = x_.data() + window_.padding * (width_ + 1);
    for (Index c = 0; c < this->in.channels; ++c, to += plane_)
      for (Index row = 0; row < this->in.height; ++row, image += this->in.width)
        std::copy_n(image, this->in.width, to + row * width_);
  }
  void lay_out_dy(const Real* maps) {
    Real* to = dy_.data() + reach_;
    for (Index o = 0; o < this->out.channels; ++o, to += dy_plane_)
      for (Index row = 0; row < this->out.height; ++row)
        for (Index column = 0; column < this->out.width; ++column) to[place(row, column)] = *maps++;
  }

  /// dy_lanes_ is [o / lanes][position][o % lanes], slopes_ is [o / lanes][k][o % lanes].
  void add_slopes(const Real* maps) {
    const typename Signals::Places places{this->out.height, this->out.width, place(1, 0), place(0, 1)};
    const Index positions = this->out.positions(), shifts = std::ssize(slope_shifts_);
    for (Index o = 0; o < this->out.channels; o += Signals::lanes) {
      Real* dy = dy_lanes_.data() + o * positions;
      detail::Columns<Real>::put(maps + o * positions, positions, 1, std::min(Signals::lanes, this->out.channels - o),
                                 positions, dy, Signals::lanes);
      for (Index k = 0; k < shifts; k += Signals::taps)
        Signals::add_slopes(x_.data(), &slope_shifts_[static_cast<std::size_t>(k)], dy, places,
                            slopes_.data() + o * shifts + k * Signals::lanes);
    }
  }
  Real slope(Index o, Index k) const {
    const Index lane = o % Signals::lanes, first = o - lane;
    return slopes_[static_cast<std::size_t>(first * std::ssize(slope_shifts_) + k * Signals::lanes + lane)];
  }

  Window window_;
  Index taps_;           // of a window, in each channel
  Index width_, plane_;  // of an image with its zeros: a row, all rows; zeros after a row are those before the next
  Index reach_;          // from a window's first number to its last
  Index dy_plane_ = 0;
  std::size_t W_, b_;
  Passage to_y_, to_x_;
  Vector<Real> x_, dy_;  // the signals of one example
  std::vector<Index> slope_shifts_;
  Vector<Real> dy_lanes_, slopes_;
};

}  // namespace

template <class Real>
void conv2d(Network<Real>& net, Index channels, Window window) {
  net.add(std::make_unique<Conv2d<Real>>(net.shape(), channels, window, net.columns > 0, *net.parameters()));
}

template void conv2d(Network<float>& net, Index channels, Window window);
template void conv2d(Network<double>& net, Index channels, Window window);

}  // namespace layers
}  // namespace slalom
