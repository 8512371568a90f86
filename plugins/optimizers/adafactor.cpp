// Adafactor: Adam without momentum whose v of a matrix is kept as the means of its rows r and columns c alone,
// vhat_ij = r_i c_j / mean(r). With b = 1 - k^-0.8: r <- b r + (1 - b) mean over the row of (g^2 + eps1), c likewise,
// u = g / sqrt(vhat),  w <- w - eta max(eps2, rms(w)) u / max(1, rms(u) / d), for each tensor apart.
// Shazeer and Stern (2018), algorithms 4 and 5, with eta in place of min(0.01, 1 / sqrt(k)).
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Adafactor : slalom::Optimizer<Real> {
  const double power = this->setting("decay_power", 0.8, slalom::at_least(0).search(0.5, 1), "b = 1 - k^-power");
  const Real d =
      this->setting("clip_threshold", 1.0, slalom::above(0).log_search(0.1, 10), "largest root mean square of a step");
  const Real epsilon1 = this->setting("epsilon1", 1e-30, slalom::at_least(0), "added to g^2");
  const Real epsilon2 = this->setting("epsilon2", 1e-3, slalom::at_least(0), "least scale of w");
  const std::vector<slalom::Part> layers = this->parts();
  std::vector<slalom::Vector<double>> rows, columns;  // a vector has its v in rows
  slalom::Vector<Real> u = this->zeros();
  double k = 0;

  Adafactor() {
    for (const auto& layer : layers) {
      rows.emplace_back(layer.is_matrix() ? layer.rows : layer.size());
      columns.emplace_back(layer.is_matrix() ? layer.columns : 0);
    }
  }

  void normalize(const slalom::Part& layer, std::span<const Real> g, slalom::Vector<double>& r,
                 slalom::Vector<double>& c, double b) {
    const auto n = layer.columns;
    if (!layer.is_matrix()) {
      for (std::size_t i = 0; i < r.size(); ++i) {
        const double slope = g[i];
        r[i] = b * r[i] + (1 - b) * (slope * slope + epsilon1);
        u[layer.offset + i] = static_cast<Real>(slalom::ratio(slope, std::sqrt(r[i])));
      }
      return;
    }
    for (double& x : r) x *= b;
    for (double& x : c) x *= b;
    for (std::size_t i = 0; i < r.size(); ++i)
      for (std::size_t j = 0; j < n; ++j) {
        const double slope = g[i * n + j], square = (1 - b) * (slope * slope + epsilon1);
        r[i] += square / static_cast<double>(n);
        c[j] += square / static_cast<double>(r.size());
      }
    const double mean = slalom::as_vector(std::span(r)).mean();
    for (std::size_t i = 0; i < r.size(); ++i)
      for (std::size_t j = 0; j < n; ++j) {
        const double v = slalom::ratio(r[i], mean) * c[j];
        u[layer.offset + i * n + j] = static_cast<Real>(slalom::ratio<double>(g[i * n + j], std::sqrt(v)));
      }
  }

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    k += 1;
    const double b = 1 - std::pow(k, -power);
    for (std::size_t l = 0; l < layers.size(); ++l) {
      const auto& layer = layers[l];
      normalize(layer, layer.of(g), rows[l], columns[l], b);
      const double root = std::sqrt(static_cast<double>(layer.size()));
      const double rms = slalom::norm(layer.of(u)) / root,
                   scale = std::max<double>(epsilon2, slalom::norm(layer.of(w)) / root);
      const Real rate = static_cast<Real>(eta * scale / std::max(1.0, rms / d));
      for (std::size_t i = layer.offset, end = i + layer.size(); i < end; ++i) w[i] -= rate * u[i];
    }
  }
};
SLALOM_OPTIMIZER(Adafactor, "adafactor", "Adafactor", "Shazeer & Stern 2018, algorithms 4 and 5")
