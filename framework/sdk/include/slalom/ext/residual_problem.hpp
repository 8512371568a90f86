// Write residuals and their Jacobian, get a problem with f = 1/2 sum_i r_i^2 that optimizers may also ask for both.
#pragma once

#include <slalom/ext/residuals.h>
#include <slalom/problem.hpp>

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

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
///   bool offers_hessian_vector() const                          where that depends on the settings
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

/// A SumOfSquares in a run, whatever its type. It computes in double; float32 rounds what goes in and comes out.
class SquaresWorkspace : public ProblemWorkspace {
 public:
  SLALOM_INLINE SquaresWorkspace(const SumOfSquares& squares, slalom_real real, const slalom_host* its_host);
  SLALOM_INLINE ~SquaresWorkspace() override;

  SLALOM_INLINE void start(Random random, void* point) override;
  SLALOM_INLINE void measure(const void* point, double* metrics) override;
  SLALOM_INLINE void hessian_vector(const slalom_query& query, const void* v, void* product) override;
  SLALOM_INLINE void evaluate(slalom_query& query);
  SLALOM_INLINE void residuals(const void* point, void* values);
  SLALOM_INLINE void jacobian(const void* point, void* values, void* slopes);
  SLALOM_INLINE void product(const void* point, const void* v, void* Jv);
  SLALOM_INLINE void transposed_product(const void* point, const void* u, void* Jtu);

 private:
  virtual void compute_start(Random& random, std::span<double> point) const = 0;
  virtual void compute_metrics(std::span<const double> at, std::span<double> metrics) const = 0;
  virtual void compute_residuals(std::span<const double> at, std::span<double> values) const = 0;
  virtual void compute_jacobian(std::span<const double> at, std::span<double> slopes) = 0;
  virtual void compute_hessian_vector(std::span<const double> at, std::span<const double> v, std::span<double> Hv) = 0;

  SLALOM_INLINE void residuals_at(const void* point);
  SLALOM_INLINE void update_jacobian();                   // J at w
  SLALOM_INLINE void give_transposed_product(void* out);  // J' r
  SLALOM_INLINE void take(const void* from, Vector<double>& to) const;
  SLALOM_INLINE void give(const Vector<double>& numbers, void* out) const;

  slalom_real real_;
  std::size_t metrics_;
  Vector<double> w_, v_, r_, J_, g_;
};

struct SquaresInstance : ProblemInstance {
  virtual std::size_t residual_count() const = 0;
};

template <class Squares>
class TypedSquaresInstance final : public SquaresInstance {
  using Scratch = typename ScratchOf<Squares>::Type;
  using In = std::span<const double>;
  using Out = std::span<double>;

 public:
  static constexpr bool has_metrics = requires(const Squares s, In at, Out metrics) { s.measure(at, metrics); };
  static constexpr bool has_hessian =
      requires(const Squares s, Scratch scratch, In at, Out Hv) { s.hessian_vector(scratch, at, at, Hv); };

  TypedSquaresInstance(const Construction& context, slalom_real real)
      : squares_(construct<Squares>(context)), real_(real) {}

  const slalom_description* description() const override { return &table_.c; }
  bool offers_hessian_vector() const override {
    if constexpr (requires { squares_.offers_hessian_vector(); }) return squares_.offers_hessian_vector();
    return has_hessian;
  }
  std::size_t residual_count() const override { return squares_.residual_count; }
  std::unique_ptr<ProblemWorkspace> workspace(const slalom_host* host) const override {
    return std::make_unique<Workspace>(squares_, real_, host);
  }

 private:
  class Workspace final : public SquaresWorkspace {
   public:
    Workspace(const Squares& squares, slalom_real real, const slalom_host* its_host)
        : SquaresWorkspace(squares, real, its_host), squares_(squares), scratch_(squares) {}

   private:
    void compute_start(Random& random, Out point) const override { squares_.start(random, point); }
    void compute_metrics([[maybe_unused]] In at, [[maybe_unused]] Out metrics) const override {
      if constexpr (has_metrics) squares_.measure(at, metrics);
    }
    void compute_residuals(In at, Out values) const override { squares_.residuals(at, values); }
    void compute_jacobian(In at, Out slopes) override {
      if constexpr (requires { squares_.jacobian(scratch_, at, slopes); })
        squares_.jacobian(scratch_, at, slopes);
      else
        squares_.jacobian(at, slopes);
    }
    void compute_hessian_vector([[maybe_unused]] In at, [[maybe_unused]] In v, [[maybe_unused]] Out Hv) override {
      if constexpr (has_hessian) squares_.hessian_vector(scratch_, at, v, Hv);
    }

    const Squares& squares_;
    Scratch scratch_;
  };

  Squares squares_;
  DescriptionTable table_{squares_.description};
  slalom_real real_;
};

SLALOM_INLINE slalom_status evaluate_squares(void* workspace, slalom_query* query);
/// What answers for the extension of residuals, if that is the name; else null.
SLALOM_INLINE const void* residuals_extension(const char* name);

template <class Squares>
struct SquaresPlugin {
  using Instance = TypedSquaresInstance<Squares>;
  inline static ProblemEntry entry;

  static slalom_status open(const slalom_problem_arguments* a, void** instance) {
    return open_instance(entry, a, instance,
                         [&](const Construction& context) { return std::make_unique<Instance>(context, a->real); });
  }
  static const void* extension(const char* name) {
    const void* residuals = residuals_extension(name);
    return residuals == nullptr && Instance::has_hessian ? hessian_vector_extension(name) : residuals;
  }
  static void describe(Table& table, const char* name, const char* title, const char* source) {
    declare<Squares>(entry);
    auto& c = entry.c;
    c.name = name;
    c.title = title;
    c.source = source;
    c.preferred = Squares::preferred;
    c.open = &open;
    for (auto& evaluate : c.evaluate) evaluate = &evaluate_squares;
    c.extension = &extension;
    add_problem(table, entry, Instance::has_metrics);
  }
};

}  // namespace detail
}  // namespace slalom

#ifndef SLALOM_COMPILED
#include <slalom/detail/residual_problem.hpp>
#endif

/// Squares: a class derived from SumOfSquares. Name as in suites; title: a few words; source: author, year, equation.
#define SLALOM_SUM_OF_SQUARES(Squares, name, title, source)                         \
  SLALOM_REGISTER([](::slalom::detail::Table& table) {                              \
    ::slalom::detail::SquaresPlugin<Squares>::describe(table, name, title, source); \
  })
