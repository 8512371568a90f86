// SGDP: momentum without the part of its step that only makes w longer. Where a matrix is as good as scale-invariant,
// max over its rows of |cos(g, w)| < delta / sqrt(columns), each row's step loses its component along w, and weight
// decay counts a tenth; if not by rows, then the same for the matrix as one vector.
// u <- alpha u + g,  w <- w (1 - eta lambda ratio / (1 - alpha)) - eta projected(u).   Heo et al. (2021), algorithm 1.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct SgdP : slalom::Optimizer<Real> {
  const Real alpha = this->momentum_setting(), decay = this->weight_decay_setting();
  const Real delta =
      this->setting("delta", 0.1, slalom::at_least(0).log_search(1e-3, 1), "smaller cosines count as scale-invariant");
  const Real share = this->setting("decay_ratio", 0.1, slalom::in(0, 1), "weight decay there, as a share");
  const std::vector<slalom::Part> layers = this->parts();
  slalom::Vector<Real> u = this->zeros(), p = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    for (const auto& layer : layers) {
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i) {
        u[i] = alpha * u[i] + g[i];
        p[i] = u[i];
      }
      const bool invariant = layer.is_matrix() && (project(layer, layer.rows, w, g) || project(layer, 1, w, g));
      const Real kept = 1 - eta * decay * (invariant ? share : 1) / (1 - alpha);
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i) w[i] = kept * w[i] - eta * p[i];
    }
  }

  /// Takes the component along w out of p, piece by piece, if g is as good as orthogonal to w in each.
  bool project(const slalom::Part& layer, std::size_t pieces, std::span<const Real> w, std::span<const Real> g) {
    const std::size_t length = layer.size() / pieces;
    const Real tiny = Real(1e-8);
    const auto piece = [&](std::size_t k, auto& of) {
      return std::span(of).subspan(layer.offset + k * length, length);
    };
    for (std::size_t k = 0; k < pieces; ++k) {
      const Real bound = std::max(slalom::norm(piece(k, w)), tiny) * std::max(slalom::norm(piece(k, g)), tiny);
      const Real cosine = std::abs(slalom::dot(piece(k, w), piece(k, g))) / bound;
      if (!(cosine < delta / std::sqrt(static_cast<Real>(length)))) return false;
    }
    for (std::size_t k = 0; k < pieces; ++k) {
      const auto x = piece(k, w);
      const Real norm = slalom::norm(x) + tiny, along = slalom::dot(x, piece(k, p)) / (norm * norm);
      for (std::size_t i = 0; i < length; ++i) p[layer.offset + k * length + i] -= along * x[i];
    }
    return true;
  }
};
SLALOM_OPTIMIZER(SgdP, "sgdp", "SGD with projected steps", "Heo et al. 2021, algorithm 1")
