// NIST's Statistical Reference Datasets for nonlinear regression (StRD, 1997): what all have in common. The models and
// the data are NIST's, in the public domain: https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml
#pragma once

#include <slalom/ext/residual_formula.hpp>

#include <cmath>

namespace [[gnu::visibility("hidden")]] slalom {
namespace nist {

/// A data set with what NIST certifies of it.
struct DataSet {
  std::size_t columns;                            ///< y, x or y, x_1, x_2
  std::vector<double> numbers;                    ///< row by row
  std::vector<double> first_start, second_start;  ///< far from the minimum, and near to it
  std::vector<double> certified;                  ///< the parameters, 11 digits
  double certified_sum;                           ///< of squares, 11 digits
  std::vector<double> minimizer;                  ///< in all digits
  double sum;                                     ///< of squares there
};

/// Base of the 27 problems: f is half the sum of squares of y - model(x; b).
class Nist : public SumOfSquares {
 public:
  /// The log relative errors, -log10 |b - c| / |c|: the number of correct digits; of the parameters, of the worst one.
  /// NIST certifies 11 digits.
  void measure(std::span<const double> w, std::span<double> metrics) const {
    metrics[0] = digits;
    for (std::size_t i = 0; i < w.size(); ++i)
      metrics[0] = std::min(metrics[0], correct_digits(w[i], data.certified[i]));
    metrics[1] = correct_digits(sum_of_squares(w), data.certified_sum);
  }

 protected:
  const DataSet& data;

  explicit Nist(const DataSet& set) : data(set) {
    const bool far =
        choice("from", {"far", "near"}, "NIST's first start, or its second one, near to the minimum") == "far";
    start_point = far ? set.first_start : set.second_start;
    residual_count = set.numbers.size() / set.columns;
    description.dimension = set.certified.size();
    description.minimum = set.sum / 2;
    description.minimizers = {set.minimizer};
    description.metrics = {"lre_parameters", "lre_residual_sum"};
  }

 private:
  virtual double sum_of_squares(std::span<const double> b) const = 0;

  static constexpr double digits = 11;
  static double correct_digits(double x, double certified) {
    const double error = std::abs(x - certified) / std::abs(certified);
    return error > 0 ? std::clamp(-std::log10(error), 0.0, digits) : error == 0 ? digits : 0;
  }
};

/// Base of `struct Mine : Regression<Mine>`, which has
///   template <class T> T model(std::span<const T> b, const double* x) const      x: the predictors of one row
/// and, optionally, `static double response(double y)`, what the model is for.
template <class Model>
class Regression : public Nist {
 public:
  static double response(double y) { return y; }

  template <class T>
  void operator()(std::span<const T> b, std::span<T> r) const {
    const auto& m = static_cast<const Model&>(*this);
    for (std::size_t i = 0; i < r.size(); ++i) {
      const double* row = &data.numbers[i * data.columns];
      r[i] = Model::response(row[0]) - m.model(b, row + 1);
    }
  }

 protected:
  using Nist::Nist;
  /// For plots, where there are two parameters.
  void window(double from, double to, double second_from, double second_to) {
    description.window = {from, to, second_from, second_to};
  }

 private:
  double sum_of_squares(std::span<const double> b) const override {
    std::vector<double> r(residual_count);
    (*this)(b, std::span<double>(r));
    double sum = 0;
    for (const double ri : r) sum += ri * ri;
    return sum;
  }
};

// Models of several data sets.

struct Lanczos : Regression<Lanczos> {
  using Regression::Regression;
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    using math::exp;
    return b[0] * exp(-b[1] * x[0]) + b[2] * exp(-b[3] * x[0]) + b[4] * exp(-b[5] * x[0]);
  }
};

struct Gauss : Regression<Gauss> {
  using Regression::Regression;
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    using math::exp, math::square;
    return b[0] * exp(-b[1] * x[0]) + b[2] * exp(-square((x[0] - b[3]) / b[4])) +
           b[5] * exp(-square((x[0] - b[6]) / b[7]));
  }
};

/// A cubic divided by another.
struct Cubics : Regression<Cubics> {
  using Regression::Regression;
  template <class T>
  T model(std::span<const T> b, const double* x) const {
    const double t = x[0];
    return (b[0] + t * (b[1] + t * (b[2] + t * b[3]))) / (1.0 + t * (b[4] + t * (b[5] + t * b[6])));
  }
};

extern const DataSet bennett5, boxbod, chwirut1, chwirut2, danwood, eckerle4, enso, gauss1, gauss2, gauss3, hahn1,
    kirby2, lanczos1, lanczos2, lanczos3, mgh09, mgh10, mgh17, misra1a, misra1b, misra1c, misra1d, nelson, rat42, rat43,
    roszman1, thurber;

}  // namespace nist
}  // namespace slalom

#define SLALOM_NIST(Model, name, title) SLALOM_RESIDUALS_OF(Model, name, title, "NIST StRD 1997, " #Model)
