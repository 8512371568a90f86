// Write residuals and their Jacobian, get a problem with f = 1/2 sum_i r_i^2 that optimizers may also ask for both.
#pragma once

#include <slalom/ext/residuals.h>
#include <slalom/problem.hpp>

#include <algorithm>
#include <string_view>

namespace [[gnu::visibility("hidden")]] slalom {

/// Base of a sum of squares `struct Mine : slalom::SumOfSquares`. Its constructor fills `description` and sets
/// `residual_count`. It has
///   void residuals(std::span<const double> w, std::span<double> r) const    residual_count numbers
///   void jacobian(std::span<const double> w, std::span<double> J) const     J[i * dimension + j] = dr_i / dw_j
/// and, optionally,
///   void start(slalom::Random&, std::span<double> w) const                  else `start_point`
///   void measure(std::span<const double> w, std::span<double> metrics) const    the numbers of description.metrics
///   struct Scratch { explicit Scratch(const Mine&); … }     memory of a run, which `jacobian` gets before all else
///   void hessian_vector(Scratch&, std::span<const double> w, std::span<const double> v, std::span<double> Hv) const
/// All of J is 0 when `jacobian` is called, so that entries that are always 0 need not be written. For residuals that
/// are differentiated automatically see <slalom/ext/residual_formula.hpp>.
class SumOfSquares : public Settings<double> {
 public:
  static constexpr slalom_real preferred = SLALOM_FLOAT64;
  Description description;
  std::size_t residual_count = 0;
  std::vector<double> start_point;

  void start(Random&, std::span<double> w) const { std::ranges::copy(start_point, w.begin()); }

 protected:
  Random random() const { return Random(context().random); }
};

namespace detail {

/// The memory of a SumOfSquares that needs none.
struct NoScratch {
  explicit NoScratch(const SumOfSquares&) {}
};
template <class Squares>
struct ScratchOf {
  using Type = NoScratch;
};
template <class Squares>
  requires requires { typename Squares::Scratch; }
struct ScratchOf<Squares> {
  using Type = typename Squares::Scratch;
};

/// A SumOfSquares as a Problem. It computes in double; float32 rounds what goes in and comes out.
template <class Squares>
struct SquaresLoss {
  template <class Real>
  struct Loss : Squares {
    struct Workspace {
      const Loss& loss;
      typename ScratchOf<Squares>::Type scratch;
      Vector<double> w, direction, r, J, g;
      explicit Workspace(const Loss& of)
          : loss(of),
            scratch(of),
            w(of.description.dimension),
            direction(w.size()),
            r(of.residual_count),
            J(of.residual_count * of.description.dimension),
            g(of.description.dimension) {}

      void residuals_at(std::span<const Real> point) {
        std::ranges::copy(point, w.begin());
        loss.residuals(std::span<const double>(w), std::span<double>(r));
      }
      void jacobian_at(std::span<const Real> point) {
        std::ranges::copy(point, w.begin());
        std::ranges::fill(J, 0.0);
        const std::span<const double> at(w);
        if constexpr (requires { loss.jacobian(scratch, at, std::span<double>(J)); })
          loss.jacobian(scratch, at, std::span<double>(J));
        else
          loss.jacobian(at, std::span<double>(J));
      }
    };

    static void give(const Vector<double>& numbers, Real* out) {
      std::ranges::transform(numbers, out, [](double x) { return static_cast<Real>(x); });
    }

    double evaluate(Workspace& ws, std::span<const Real> w, Batch, std::span<Real> gradient) const {
      ws.residuals_at(w);
      double sum = 0;
      for (const double r : ws.r) sum += r * r;
      if (!gradient.empty()) {
        ws.jacobian_at(w);
        std::ranges::fill(ws.g, 0.0);
        for (std::size_t i = 0; i < ws.r.size(); ++i)
          for (std::size_t j = 0; j < ws.g.size(); ++j) ws.g[j] += ws.J[i * ws.g.size() + j] * ws.r[i];
        give(ws.g, gradient.data());
      }
      return sum / 2;
    }
    void hessian_vector(Workspace& ws, std::span<const Real> w, Batch, std::span<const Real> v,
                        std::span<Real> product) const
      requires requires(const Squares s, std::span<const double> in, std::span<double> out) {
        s.hessian_vector(std::declval<typename ScratchOf<Squares>::Type&>(), in, in, out);
      }
    {
      std::ranges::copy(w, ws.w.begin());
      std::ranges::copy(v, ws.direction.begin());
      Squares::hessian_vector(ws.scratch, std::span<const double>(ws.w), std::span<const double>(ws.direction),
                              std::span<double>(ws.g));
      give(ws.g, product.data());
    }
    void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const
      requires requires(const Squares s, std::span<const double> in) { s.measure(in, metrics); }
    {
      std::ranges::copy(w, ws.w.begin());
      Squares::measure(std::span<const double>(ws.w), metrics);
    }
    void start(Random& random, std::span<Real> w) const {
      Vector<double> point(w.size());
      Squares::start(random, std::span<double>(point));
      give(point, w.data());
    }

    /// What TypedProblemInstance makes of it.
    static auto* opened(void* workspace) {
      using Instance = TypedProblemInstance<Loss, Real>;
      return static_cast<typename Instance::Workspace*>(static_cast<ProblemWorkspace*>(workspace));
    }
    static slalom_status values(void* workspace, const void* w, void* residuals) {
      auto* ws = opened(workspace);
      return guarded(ws->host, [&] {
        ws->scratch.residuals_at(ws->vector(static_cast<const Real*>(w)));
        give(ws->scratch.r, static_cast<Real*>(residuals));
      });
    }
    static slalom_status jacobian_and_values(void* workspace, const void* w, void* residuals, void* jacobian) {
      auto* ws = opened(workspace);
      return guarded(ws->host, [&] {
        const auto point = ws->vector(static_cast<const Real*>(w));
        if (residuals != nullptr) {
          ws->scratch.residuals_at(point);
          give(ws->scratch.r, static_cast<Real*>(residuals));
        }
        ws->scratch.jacobian_at(point);
        give(ws->scratch.J, static_cast<Real*>(jacobian));
      });
    }
    static slalom_status product(void* workspace, const void* w, const void* v, void* product) {
      auto* ws = opened(workspace);
      return guarded(ws->host, [&] {
        auto& s = ws->scratch;
        const auto* x = static_cast<const Real*>(v);
        s.jacobian_at(ws->vector(static_cast<const Real*>(w)));
        for (std::size_t i = 0; i < s.r.size(); ++i) {
          double sum = 0;
          for (std::size_t j = 0; j < s.w.size(); ++j) sum += s.J[i * s.w.size() + j] * static_cast<double>(x[j]);
          s.r[i] = sum;
        }
        give(s.r, static_cast<Real*>(product));
      });
    }
    static slalom_status transposed_product(void* workspace, const void* w, const void* u, void* product) {
      auto* ws = opened(workspace);
      return guarded(ws->host, [&] {
        auto& s = ws->scratch;
        const auto* x = static_cast<const Real*>(u);
        s.jacobian_at(ws->vector(static_cast<const Real*>(w)));
        std::ranges::fill(s.g, 0.0);
        for (std::size_t i = 0; i < s.r.size(); ++i)
          for (std::size_t j = 0; j < s.g.size(); ++j) s.g[j] += s.J[i * s.g.size() + j] * static_cast<double>(x[i]);
        give(s.g, static_cast<Real*>(product));
      });
    }
  };
};

/// The plugin's description, and the extension.
template <class Squares>
struct SquaresPlugin {
  template <class Real>
  using Loss = typename SquaresLoss<Squares>::template Loss<Real>;
  using Plugin = ProblemPlugin<SquaresLoss<Squares>::template Loss>;

  static std::size_t count(const void* instance) {
    const auto* any = static_cast<const ProblemInstance*>(instance);
    if (const auto* in_double = dynamic_cast<const TypedProblemInstance<Loss<double>, double>*>(any))
      return in_double->loss.residual_count;
    return dynamic_cast<const TypedProblemInstance<Loss<float>, float>&>(*any).loss.residual_count;
  }
  static const void* extension(const char* name) {
    static constexpr slalom_residuals residuals{
        .struct_size = sizeof(slalom_residuals),
        .count = &count,
        .values = {&Loss<double>::values, &Loss<float>::values},
        .jacobian = {&Loss<double>::jacobian_and_values, &Loss<float>::jacobian_and_values},
        .product = {&Loss<double>::product, &Loss<float>::product},
        .transposed_product = {&Loss<double>::transposed_product, &Loss<float>::transposed_product}};
    return std::string_view(name) == SLALOM_RESIDUALS ? &residuals : Plugin::extension(name);
  }
  static void describe(Table& table, const char* name, const char* title, const char* source) {
    Plugin::describe(table, name, title, source, &extension);
  }
};

}  // namespace detail
}  // namespace slalom

/// Squares: a class derived from SumOfSquares. Name as in suites; title: a few words; source: author, year, equation.
#define SLALOM_SUM_OF_SQUARES(Squares, name, title, source)                         \
  SLALOM_REGISTER([](::slalom::detail::Table& table) {                              \
    ::slalom::detail::SquaresPlugin<Squares>::describe(table, name, title, source); \
  })
