// Write a loss and its gradient, get a problem. For a formula alone see <slalom/function.hpp>.
#pragma once

#include <slalom/detail/table.hpp>
#include <slalom/random.hpp>
#include <slalom/role.hpp>
#include <slalom/settings.hpp>
#include <slalom/vector.hpp>

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

namespace [[gnu::visibility("hidden")]] slalom {

/// What is known of a problem. `dimension` must be set; the rest where it is known.
struct Description {
  struct Tensor {
    std::string name;
    std::vector<std::size_t> shape;
    Role role = Role::unknown;
  };

  std::size_t dimension = 0;
  std::vector<Tensor> tensors;  ///< the parts of w, in order; none: w is one vector
  std::size_t examples = 1;     ///< N of a finite sum
  bool serial = false;          ///< workspaces must not be used at the same time
  std::optional<double> minimum;
  std::string minimum_unknown;                  ///< why there is none, in a line: "the problem is too large to find it"
  std::vector<std::vector<double>> minimizers;  ///< all known minima, global ones first
  std::vector<double> lower, upper;             ///< the domain
  bool hard_bounds = false;                     ///< w must stay within it; outside the problem is not asked
  std::optional<std::array<double, 4>> window;  ///< x from, x to, y from, y to of a plot in two dimensions
  std::vector<const char*> metrics;             ///< what `measure` gives

  /// Appends a tensor to w; returns its offset.
  SLALOM_INLINE std::size_t add(std::string name, std::vector<std::size_t> shape, Role role = Role::unknown);
};

/// The examples that a query is about.
class Batch {
 public:
  Batch(const std::uint32_t* indices, std::size_t size, const slalom_random* noise)
      : indices_(indices), size_(size), noise_(noise) {}

  std::size_t size() const { return size_; }
  /// True when the batch is all examples in order.
  bool all() const { return indices_ == nullptr; }
  std::size_t operator[](std::size_t i) const { return all() ? i : indices_[i]; }
  std::span<const std::uint32_t> indices() const { return {indices_, all() ? 0 : size_}; }
  /// True when the exact loss is wanted: no noise, no dropout.
  bool exact() const { return noise_ == nullptr; }
  Random noise() const { return Random(noise_); }
  /// A question about these examples, as the C interface has it.
  slalom_query query(const void* w, void* gradient) const {
    return {.struct_size = sizeof(slalom_query),
            .w = w,
            .batch = indices_,
            .batch_size = size_,
            .gradient = gradient,
            .noise = noise_,
            .value = 0};
  }

 private:
  const std::uint32_t* indices_;
  std::size_t size_;
  const slalom_random* noise_;
};

/// Base of a problem `template <class Real> struct Mine : slalom::Problem<Real>`. Its constructor fills
/// `description`, and may say `slalom::skip("…")` where the settings make a problem that it cannot be. It has
///   double evaluate(Workspace&, std::span<const Real> w, Batch, std::span<Real> gradient) const
///     the mean loss over the batch; the gradient is empty when only the value is wanted;
///   void start(slalom::Random&, std::span<Real> w) const
/// and, optionally,
///   struct Workspace { explicit Workspace(const Mine&); … }     scratch memory, one a run
///   void measure(Workspace&, std::span<const Real> w, std::span<double> metrics) const
///   void hessian_vector(Workspace&, std::span<const Real> w, Batch, std::span<const Real> v, std::span<Real> hv) const
///   bool offers_hessian_vector() const                          where that depends on the settings
template <class Real>
class Problem : public Settings<double> {
 public:
  static constexpr slalom_real preferred = SLALOM_FLOAT64;

  struct Workspace {
    explicit Workspace(const Problem&) {}
  };

  Description description;

 protected:
  /// The same numbers for every seed.
  Random random() const { return Random(context().random); }
  std::string data_folder() const { return context().host->data_folder; }
};

namespace detail {

/// A Description in the C interface's terms.
struct DescriptionTable {
  std::vector<slalom_tensor> tensors;
  std::vector<const slalom_tensor*> pointers;
  std::vector<double> minimizers;
  slalom_space space{};
  slalom_description c{};

  SLALOM_INLINE explicit DescriptionTable(const Description& d);
  DescriptionTable(const DescriptionTable&) = delete;
};

template <class Loss, class Real>
concept HasHessianVector = requires(const Loss l, typename Loss::Workspace ws, std::span<const Real> w, Batch b,
                                    std::span<Real> out) { l.hessian_vector(ws, w, b, w, out); };

template <class Loss, class Real>
concept HasMeasure = requires(const Loss l, typename Loss::Workspace ws, std::span<const Real> w,
                              std::span<double> metrics) { l.measure(ws, w, metrics); };

struct ProblemWorkspace {
  const slalom_host* host = nullptr;
  virtual ~ProblemWorkspace() = default;
  virtual void start(Random random, void* w) = 0;
  virtual void measure(const void* w, double* metrics) = 0;
  virtual void hessian_vector(const slalom_query& query, const void* v, void* product) = 0;
};

struct ProblemInstance {
  virtual ~ProblemInstance() = default;
  virtual const slalom_description* description() const = 0;
  virtual std::unique_ptr<ProblemWorkspace> workspace(const slalom_host* host) const = 0;
  virtual bool offers_hessian_vector() const = 0;
};

template <class Loss, class Real>
struct TypedProblemInstance final : ProblemInstance {
  Loss loss;
  DescriptionTable table{loss.description};

  explicit TypedProblemInstance(const Construction& context) : loss(construct<Loss>(context)) {}

  const slalom_description* description() const override { return &table.c; }
  std::unique_ptr<ProblemWorkspace> workspace(const slalom_host* host) const override {
    return std::make_unique<Workspace>(*this, host);
  }
  bool offers_hessian_vector() const override {
    if constexpr (requires { loss.offers_hessian_vector(); }) return loss.offers_hessian_vector();
    return true;
  }

  /// Scratch memory; an inner problem needs the host for its own.
  static auto scratch_of(const Loss& loss, [[maybe_unused]] const slalom_host* host) {
    if constexpr (std::is_constructible_v<typename Loss::Workspace, const Loss&, const slalom_host*>)
      return typename Loss::Workspace(loss, host);
    else
      return typename Loss::Workspace(loss);
  }

  struct Workspace final : ProblemWorkspace {
    const TypedProblemInstance& instance;
    typename Loss::Workspace scratch;

    Workspace(const TypedProblemInstance& of, const slalom_host* its_host)
        : instance(of), scratch(scratch_of(of.loss, its_host)) {
      host = its_host;
    }

    template <class T>
    std::span<T> vector(T* w) const {
      return {w, instance.loss.description.dimension};
    }
    void start(Random random, void* w) override {
      const auto point = vector(static_cast<Real*>(w));
      if constexpr (requires { instance.loss.start(scratch, random, point); })
        instance.loss.start(scratch, random, point);
      else
        instance.loss.start(random, point);
    }
    void measure([[maybe_unused]] const void* w, [[maybe_unused]] double* metrics) override {
      if constexpr (HasMeasure<Loss, Real>)
        instance.loss.measure(scratch, vector(static_cast<const Real*>(w)),
                              std::span(metrics, instance.loss.description.metrics.size()));
    }
    void hessian_vector([[maybe_unused]] const slalom_query& q, [[maybe_unused]] const void* v,
                        [[maybe_unused]] void* product) override {
      if constexpr (HasHessianVector<Loss, Real>)
        instance.loss.hessian_vector(scratch, vector(static_cast<const Real*>(q.w)),
                                     Batch(q.batch, q.batch_size, q.noise), vector(static_cast<const Real*>(v)),
                                     vector(static_cast<Real*>(product)));
    }
  };

  static slalom_status evaluate(void* workspace, slalom_query* q) {
    auto* ws = static_cast<Workspace*>(static_cast<ProblemWorkspace*>(workspace));
    return guarded(ws->host, [&] {
      const auto w = ws->vector(static_cast<const Real*>(q->w));
      const auto gradient = q->gradient == nullptr ? std::span<Real>() : ws->vector(static_cast<Real*>(q->gradient));
      q->value = ws->instance.loss.evaluate(ws->scratch, w, Batch(q->batch, q->batch_size, q->noise), gradient);
    });
  }
};

/// What the table says of a problem.
struct ProblemEntry {
  Declarations settings;
  slalom_problem c{};
};

/// Learns the settings of a class of problems.
template <class Loss>
void declare(ProblemEntry& entry) {
  try {
    construct<Loss>({.declarations = &entry.settings});
  } catch (const Skip&) {  // only the settings are asked for
  }
}
/// Opens what `make` makes, a std::unique_ptr<ProblemInstance>, from what an object is constructed with.
template <class Make>
slalom_status open_instance(ProblemEntry& entry, const slalom_problem_arguments* a, void** instance, Make make) {
  return guarded(a->host, [&] {
    std::unique_ptr<ProblemInstance> made =
        make(Construction{.declarations = &entry.settings, .values = a->values, .random = a->random, .host = a->host});
    *instance = made.release();
  });
}

/// Completes an entry whose settings are declared and whose own functions are known.
SLALOM_INLINE void add_problem(Table& table, ProblemEntry& entry, bool measures);
/// What answers for the extension of Hessian-vector products, if that is the name; else null.
SLALOM_INLINE const void* hessian_vector_extension(const char* name);

using Evaluate = slalom_status (*)(void* workspace, slalom_query* query);

/// A problem for float32 that is computed in double: what goes in and comes out is rounded.
SLALOM_INLINE std::unique_ptr<ProblemInstance> rounded(std::unique_ptr<ProblemInstance> in_double, Evaluate evaluate);
SLALOM_INLINE slalom_status evaluate_rounded(void* workspace, slalom_query* query);

/// A Loss that is one type for both real types is computed in double.
template <template <class> class Loss>
struct ProblemPlugin {
  using InDouble = TypedProblemInstance<Loss<double>, double>;
  static constexpr bool always_in_double = std::is_same_v<Loss<float>, Loss<double>>;
  inline static ProblemEntry entry;

  static std::unique_ptr<ProblemInstance> made(const Construction& context, slalom_real real) {
    if constexpr (!always_in_double)
      if (real == SLALOM_FLOAT32) return std::make_unique<TypedProblemInstance<Loss<float>, float>>(context);
    std::unique_ptr<ProblemInstance> instance = std::make_unique<InDouble>(context);
    return real == SLALOM_FLOAT32 ? rounded(std::move(instance), &InDouble::evaluate) : std::move(instance);
  }
  static slalom_status open(const slalom_problem_arguments* a, void** instance) {
    return open_instance(entry, a, instance, [&](const Construction& context) { return made(context, a->real); });
  }
  static const void* extension(const char* name) {
    return HasHessianVector<Loss<double>, double> ? hessian_vector_extension(name) : nullptr;
  }

  /// `offered`: what answers for the extensions.
  static void describe(Table& table, const char* name, const char* title, const char* source,
                       const void* (*offered)(const char*)) {
    declare<Loss<double>>(entry);
    auto& c = entry.c;
    c.name = name;
    c.title = title;
    c.source = source;
    c.preferred = Loss<double>::preferred;
    c.open = &open;
    c.evaluate[SLALOM_FLOAT64] = &InDouble::evaluate;
    if constexpr (always_in_double)
      c.evaluate[SLALOM_FLOAT32] = &evaluate_rounded;
    else
      c.evaluate[SLALOM_FLOAT32] = &TypedProblemInstance<Loss<float>, float>::evaluate;
    c.extension = offered;
    add_problem(table, entry, HasMeasure<Loss<double>, double>);
  }
};

}  // namespace detail
}  // namespace slalom

#ifndef SLALOM_COMPILED
#include <slalom/detail/problem.hpp>
#endif

/// Loss: a template over the real type. Name as in suites; title: a few words; source: author, year, equation.
#define SLALOM_PROBLEM(Loss, name, title, source)                     \
  SLALOM_REGISTER([](::slalom::detail::Table& table) {                \
    using Plugin = ::slalom::detail::ProblemPlugin<Loss>;             \
    Plugin::describe(table, name, title, source, &Plugin::extension); \
  })
