// Write a step, get a plugin. See docs/plugins.md; the C interface behind it is <slalom/plugin.h>.
#pragma once

#include <slalom/ext/moved.h>
#include <slalom/detail/table.hpp>
#include <slalom/random.hpp>
#include <slalom/role.hpp>
#include <slalom/settings.hpp>
#include <slalom/vector.hpp>

#include <optional>
#include <span>

namespace [[gnu::visibility("hidden")]] slalom {

/// Ends the run: `return slalom::done("the step size is below rounding")` in a step says that the optimizer has no
/// further use for its budget. The result is w as it stands then.
[[noreturn]] inline void done(const std::string& reason) { throw detail::Done{reason}; }

/// The problem as an optimizer sees it. Within a step all calls see the same mini-batch; each is counted.
template <class Real>
class Oracle {
 public:
  using In = std::span<const Real>;
  using Out = std::span<Real>;

  Oracle(const slalom_oracle* raw, Out buffer) : raw_(raw), buffer_(buffer) {}

  /// The gradient at any point; valid until the next call of this function.
  In gradient(In w) {
    gradient(w, buffer_);
    return buffer_;
  }
  /// The gradient into g; returns the value at w.
  double gradient(In w, Out g) {
    double value = 0;  // not the member's address: an oracle nobody else knows stays in registers
    check(raw_->gradient(raw_->self, w.data(), g.data(), &value));
    return value_ = value;
  }
  /// The value that came with the last gradient.
  double last_value() const { return value_; }
  double value(In w) {
    double value = 0;
    check(raw_->value(raw_->self, w.data(), &value));
    return value;
  }
  /// Over all examples whatever the batch, and counted so; returns the value.
  double full_gradient(In w, Out g) {
    double value = 0;
    check(raw_->full_gradient(raw_->self, w.data(), g.data(), &value));
    return value;
  }
  bool has_hessian_vector() const { return raw_->hessian_vector != nullptr; }
  /// hv = Hessian at w times v. Skips the pair where the problem does not offer it.
  void hessian_vector(In w, In v, Out hv) {
    if (!has_hessian_vector()) skip("this problem offers no Hessian-vector products");
    check(raw_->hessian_vector(raw_->self, w.data(), v.data(), hv.data()));
  }
  /// N, the number of examples; 1 for a function without data.
  std::size_t examples() const { return raw_->examples; }
  /// Indices of this step's examples; empty when the batch is all of them.
  std::span<const std::uint32_t> batch() const {
    std::size_t count = 0;
    const auto* indices = raw_->batch(raw_->self, &count);
    return {indices, indices == nullptr ? 0 : count};
  }
  /// As the C interface has it.
  const slalom_oracle* c() const { return raw_; }

 private:
  static void check(slalom_status status) {
    if (status != SLALOM_OK) [[unlikely]]
      throw detail::Leave{status};
  }

  const slalom_oracle* raw_;
  Out buffer_;
  double value_ = 0;
};

/// Default learning rate, and where tuning looks for a better one (on a logarithmic scale).
struct LearningRate {
  double default_value;
  double search_from = 1e-5;
  double search_to = 10;
};

/// A named part of w, e.g. a layer's weights; row-major.
struct Tensor {
  std::string_view name;
  std::size_t offset;
  std::span<const std::size_t> shape;
  Role role = Role::unknown;
};

/// The domain of a problem. Where it is hard, w must stay within: evaluations outside have the value +infinity. Else it
/// is where runs start and good points are expected.
struct Domain {
  std::vector<double> lower, upper;  ///< may be infinite
  bool hard;
};

/// A part of w that some rules treat as a whole: a tensor as a matrix, row-major. A vector has one column; of a tensor
/// of higher rank the first index counts the rows.
struct Part {
  std::size_t offset, rows, columns;
  Role role = Role::unknown;

  std::size_t size() const { return rows * columns; }
  bool is_matrix() const { return rows > 1 && columns > 1; }
  /// This part of w, or of any other vector of its length.
  auto of(auto& vector) const { return std::span(vector).subspan(offset, size()); }
};

/// Base of an optimizer `template <class Real> struct Mine : slalom::Optimizer<Real>` with a member function
///   void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta)      // or without eta
/// and, optionally, void evaluation_point(std::span<const Real> w, std::span<Real> point) const, and
/// void moved(std::span<const Real> from, std::span<const Real> to), which is called between steps where an optimizer
/// around it has changed w: what it keeps for `from` (value, gradient, points of its own) is not that of `to`.
template <class Real>
class Optimizer : public Settings<Real> {
 public:
  static constexpr LearningRate learning_rate{0.01};

 protected:
  std::size_t size() const { return size_; }
  Vector<Real> zeros() const { return Vector<Real>(size()); }
  Vector<Real> constant(double value) const { return Vector<Real>(size(), static_cast<Real>(value)); }
  /// Call it while the optimizer is constructed, and copy what is needed later.
  std::vector<Tensor> tensors() const;
  /// Where the problem has one. Call it while the optimizer is constructed.
  std::optional<Domain> domain() const;
  /// The tensors as matrices; all of w where the problem names none. Call it while the optimizer is constructed.
  std::vector<Part> parts() const;

  // Settings that many rules share, each under its usual name and with its usual search range.
  Real momentum_setting(double default_value = 0.9) const;
  Real beta1_setting(double default_value = 0.9) const;
  Real beta2_setting(double default_value = 0.999) const;
  Real epsilon_setting(double default_value = 1e-8) const;
  Real weight_decay_setting(double default_value = 0) const;

  /// The optimizer's own random numbers.
  Random& random() { return random_; }

 private:
  Real share(const char* name, double default_value, double from, double to, const char* meaning) const;

  std::size_t size_ = this->context().space->dimension;
  Random random_{this->context().random};
};

namespace detail {

template <class Algorithm, class Real>
concept TakesLearningRate = requires(Algorithm a, Oracle<Real> f, std::span<Real> w, Real eta) { a.step(f, w, eta); };

template <class Algorithm, class Real>
concept HasEvaluationPoint =
    requires(const Algorithm a, std::span<const Real> w, std::span<Real> p) { a.evaluation_point(w, p); };

template <class Algorithm, class Real>
concept HasMoved = requires(Algorithm a, std::span<const Real> w) { a.moved(w, w); };

/// A run's state, whatever its real type.
struct OptimizerState {
  virtual ~OptimizerState() = default;
  virtual void evaluation_point(const void* w, void* point) const = 0;
  virtual void moved(const void* from, const void* to) = 0;
};

template <class Algorithm, class Real>
struct TypedOptimizerState final : OptimizerState {
  Algorithm algorithm;
  const slalom_host* host;
  Vector<Real> gradient;

  explicit TypedOptimizerState(const Construction& context)
      : algorithm(construct<Algorithm>(context)), host(context.host), gradient(context.space->dimension) {}

  static slalom_status step(void* state, const slalom_oracle* oracle, void* w, double learning_rate) {
    auto* s = static_cast<TypedOptimizerState*>(static_cast<OptimizerState*>(state));
    return guarded(s->host, [&] {
      Oracle<Real> f(oracle, s->gradient);
      const std::span<Real> point(static_cast<Real*>(w), s->gradient.size());
      if constexpr (TakesLearningRate<Algorithm, Real>)
        s->algorithm.step(f, point, static_cast<Real>(learning_rate));
      else
        s->algorithm.step(f, point);
    });
  }
  void evaluation_point(const void* w, void* point) const override {
    if constexpr (HasEvaluationPoint<Algorithm, Real>)
      algorithm.evaluation_point(std::span(static_cast<const Real*>(w), gradient.size()),
                                 std::span(static_cast<Real*>(point), gradient.size()));
  }
  void moved(const void* from, const void* to) override {
    if constexpr (HasMoved<Algorithm, Real>)
      algorithm.moved(std::span(static_cast<const Real*>(from), gradient.size()),
                      std::span(static_cast<const Real*>(to), gradient.size()));
  }
};

/// What the table says of an optimizer.
struct OptimizerEntry {
  Declarations settings, learning_rate;
  slalom_optimizer c{};
};

/// Completes an entry whose settings are declared and whose functions are known. takes_rate: it has a learning rate of
/// its own, unless it has an inner optimizer.
SLALOM_INLINE void add_optimizer(Table& table, OptimizerEntry& entry, const LearningRate& rate, bool takes_rate);

template <template <class> class Algorithm>
struct OptimizerPlugin {
  inline static OptimizerEntry entry;

  static slalom_status create(const slalom_optimizer_arguments* a, void** state) {
    return guarded(a->host, [&] {
      if (a->space->dimension == 0) throw std::invalid_argument("a space of dimension 0 has no points");
      const Construction context{&entry.settings, a->values, a->space, a->random, a->host};
      OptimizerState* made = nullptr;
      if (a->real == SLALOM_FLOAT32)
        made = new TypedOptimizerState<Algorithm<float>, float>(context);
      else
        made = new TypedOptimizerState<Algorithm<double>, double>(context);
      *state = made;
    });
  }
  static void destroy(void* state) { delete static_cast<OptimizerState*>(state); }
  static const void* extension(const char* name) {
    static constexpr slalom_evaluation_point point{
        sizeof(slalom_evaluation_point), [](void* state, const void* w, void* out) {
          static_cast<const OptimizerState*>(state)->evaluation_point(w, out);
        }};
    static constexpr slalom_moved moved{sizeof(slalom_moved), [](void* state, const void* from, const void* to) {
                                          static_cast<OptimizerState*>(state)->moved(from, to);
                                        }};
    if (HasEvaluationPoint<Algorithm<double>, double> && std::string_view(name) == SLALOM_EVALUATION_POINT)
      return &point;
    if (HasMoved<Algorithm<double>, double> && std::string_view(name) == SLALOM_MOVED) return &moved;
    return nullptr;
  }

  /// `offered`: what answers for the extensions.
  static void describe(Table& table, const char* name, const char* title, const char* source,
                       const void* (*offered)(const char*)) {
    static constexpr slalom_space point{.struct_size = sizeof(slalom_space),
                                        .dimension = 1,
                                        .tensors = nullptr,
                                        .tensor_count = 0,
                                        .lower = nullptr,
                                        .upper = nullptr,
                                        .hard_bounds = 0};
    try {
      construct<Algorithm<double>>({.declarations = &entry.settings, .space = &point});
    } catch (const Skip&) {  // a point is no problem to fit, but tells the settings
    }

    entry.c = {.struct_size = sizeof(slalom_optimizer),
               .name = name,
               .title = title,
               .source = source,
               .learning_rate = nullptr,
               .settings = nullptr,
               .setting_count = 0,
               .create = &create,
               .destroy = &destroy,
               .step = {&TypedOptimizerState<Algorithm<double>, double>::step,
                        &TypedOptimizerState<Algorithm<float>, float>::step},
               .extension = offered};
    add_optimizer(table, entry, Algorithm<double>::learning_rate, TakesLearningRate<Algorithm<double>, double>);
  }
};

}  // namespace detail
}  // namespace slalom

#ifndef SLALOM_COMPILED
#include <slalom/detail/optimizer.hpp>
#endif

/// Algorithm: a template over the real type. Name as in suites; title: a few words; source: author, year, equation.
#define SLALOM_OPTIMIZER(Algorithm, name, title, source)              \
  SLALOM_REGISTER([](::slalom::detail::Table& table) {                \
    using Plugin = ::slalom::detail::OptimizerPlugin<Algorithm>;      \
    Plugin::describe(table, name, title, source, &Plugin::extension); \
  })
