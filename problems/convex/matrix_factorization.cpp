// f(U, V) = mean over the known (i, j) of 1/2 (u_i.v_j - m_ij)^2.   Koren, Bell & Volinsky (2009), eq. 2, without
// penalty. M is a random product of the same rank, with noise if asked for. Not convex; without noise every local
// minimum of a well observed M is global: Ge, Lee & Ma (2016).
#include <slalom/problem.hpp>

#include <algorithm>

template <class Real>
struct MatrixFactorization : slalom::Problem<Real> {
  struct Entry {
    std::size_t u, v;  // where u_i and v_j begin in w
    Real m;
  };
  const std::size_t rows = size("rows", 30, "rows of M"), columns = size("columns", 20, "columns of M"),
                    rank = size("rank", 3, "columns of U and V, and the rank of M");
  const double observed = this->setting("observed", 0.5, slalom::above(0).up_to(1), "fraction of M that is known");
  const double noise = this->setting("noise", 0.0, slalom::at_least(0), "standard deviation of what is added to M");
  const double spread = this->setting("spread", 0.1, slalom::above(0), "standard deviation of the start around 0");
  std::vector<Entry> entries;

  MatrixFactorization() {
    if (this->declaring()) return;
    this->description.add("U", {rows, rank});
    const auto V = this->description.add("V", {columns, rank});
    auto random = this->random();
    std::vector<double> truth((rows + columns) * rank);
    random.fill_normal(std::span(truth));
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t j = 0; j < columns; ++j) {
        const auto u = i * rank, v = V + j * rank;
        double m = noise * random.normal();
        for (std::size_t k = 0; k < rank; ++k) m += truth[u + k] * truth[v + k];
        if (random.uniform() < observed || (i == 0 && j == 0)) entries.push_back({u, v, static_cast<Real>(m)});
      }
    this->description.examples = entries.size();
    if (noise == 0) {
      this->description.minimum = 0;
      this->description.minimizers = {truth};
    } else {
      this->description.minimum_unknown = "noise hides the factors, and the loss is not convex";
    }
  }

  void start(slalom::Random& random, std::span<Real> w) const {
    for (Real& x : w) x = static_cast<Real>(spread * random.normal());
  }

  double evaluate(auto&, std::span<const Real> w, const slalom::Batch& batch, std::span<Real> gradient) const {
    std::ranges::fill(gradient, Real(0));
    const Real share = 1 / static_cast<Real>(batch.size());
    double sum = 0;
    for (std::size_t e = 0; e < batch.size(); ++e) {
      const auto& [u, v, m] = entries[batch[e]];
      const Real error = product(w, u, w, v) - m;
      sum += static_cast<double>(error * error);
      if (gradient.empty()) continue;
      for (std::size_t k = 0; k < rank; ++k) {
        gradient[u + k] += share * error * w[v + k];
        gradient[v + k] += share * error * w[u + k];
      }
    }
    return sum / 2 / static_cast<double>(batch.size());
  }

  void hessian_vector(auto&, std::span<const Real> w, const slalom::Batch& batch, std::span<const Real> d,
                      std::span<Real> hd) const {
    std::ranges::fill(hd, Real(0));
    const Real share = 1 / static_cast<Real>(batch.size());
    for (std::size_t e = 0; e < batch.size(); ++e) {
      const auto& [u, v, m] = entries[batch[e]];
      const Real error = product(w, u, w, v) - m, change = product(d, u, w, v) + product(w, u, d, v);
      for (std::size_t k = 0; k < rank; ++k) {
        hd[u + k] += share * (change * w[v + k] + error * d[v + k]);
        hd[v + k] += share * (change * w[u + k] + error * d[u + k]);
      }
    }
  }

 private:
  std::size_t size(const char* name, int standard, const char* meaning) const {
    return static_cast<std::size_t>(this->setting(name, standard, slalom::at_least(1), meaning));
  }
  Real product(std::span<const Real> a, std::size_t u, std::span<const Real> b, std::size_t v) const {
    Real sum = 0;
    for (std::size_t k = 0; k < rank; ++k) sum += a[u + k] * b[v + k];
    return sum;
  }
};
SLALOM_PROBLEM(MatrixFactorization, "matrix_factorization", "Matrix factorization from some entries",
               "Koren, Bell & Volinsky 2009, eq. 2")
