// A library that owns its loop as an optimizer that is stepped. Needs Boost.Context (libboost-context-dev).
//
// The library runs on a stack of its own. Where it asks for a value, that stack is left, the step asks the oracle and
// is over; the next step goes on with the answer. So a step is one evaluation, no exception of the host passes through
// the library, and w is the best point so far.
#pragma once

#include <slalom/ext/residuals.hpp>
#include <slalom/optimizer.hpp>

#include <boost/context/fiber.hpp>
#include <boost/context/protected_fixedsize_stack.hpp>

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <utility>

namespace [[gnu::visibility("hidden")]] slalom {

/// The problem as the library sees it.
class PeerOracle {
 public:
  std::size_t dimension() const { return dimension_; }
  const std::optional<Domain>& domain() const { return domain_; }
  bool has_hard_bounds() const { return domain_ && domain_->hard; }
  /// The domain as a box to search in. Skips problems where it is missing or open.
  const Domain& box() const {
    if (!domain_) skip("it needs bounds, and this problem has none");
    for (std::size_t i = 0; i < dimension_; ++i)
      if (!std::isfinite(domain_->lower[i]) || !std::isfinite(domain_->upper[i]))
        skip("it needs finite bounds, and some of this problem's are not");
    return *domain_;
  }
  /// For methods that keep matrices of n x n numbers.
  void require_few_variables() const {
    constexpr std::size_t most = 1000;
    if (dimension_ > most)
      skip("it keeps matrices of n x n numbers, so that n must be at most " + std::to_string(most) + " here");
  }
  /// How many residuals there are. Skips problems without them.
  std::size_t residual_count() const {
    if (!has_jacobian_) skip("this problem has no residuals with a dense Jacobian");
    return residual_count_;
  }
  /// A seed for the library's own random numbers; another one with each call.
  std::uint32_t seed() { return static_cast<std::uint32_t>(random_.bits()); }

  double value(const double* x) { return ask({.x = x}); }
  double gradient(const double* x, double* g) { return ask({.x = x, .gradient = g}); }
  void residuals(const double* x, double* r) { ask({.x = x, .residuals = r}); }
  /// count x dimension numbers, row-major; r may be null.
  void jacobian(const double* x, double* r, double* J) { ask({.x = x, .residuals = r, .jacobian = J}); }

  /// The run is over: return as soon as possible. Further answers are the last value and gradients of 0.
  bool stopping() const { return stopping_; }
  /// Says that the library passes exceptions on: once the run is over, questions throw.
  void throw_when_stopping() { throws_ = true; }

 private:
  template <class Method>
  friend struct Peer;

  struct Question {
    const double* x = nullptr;
    double* gradient = nullptr;
    double* residuals = nullptr;
    double* jacobian = nullptr;
  };
  struct Stopped {};

  PeerOracle(std::size_t dimension, std::optional<Domain> domain, std::size_t residual_count, bool has_jacobian,
             Random& random)
      : dimension_(dimension),
        domain_(std::move(domain)),
        residual_count_(residual_count),
        has_jacobian_(has_jacobian),
        random_(random) {}

  double ask(Question question) {
    if (!stopping_) {
      question_ = question;
      host_ = std::move(host_).resume();
      if (!stopping_) return value_;
    }
    if (throws_) throw Stopped{};
    const auto fill = [](double* numbers, std::size_t count, double x) {
      if (numbers != nullptr) std::fill_n(numbers, count, x);
    };
    fill(question.gradient, dimension_, 0);
    fill(question.residuals, residual_count_, 1e100);
    fill(question.jacobian, residual_count_ * dimension_, 0);
    return std::isfinite(value_) ? value_ : std::numeric_limits<double>::max();  // some libraries loop at infinity
  }

  std::size_t dimension_;
  std::optional<Domain> domain_;
  std::size_t residual_count_;
  bool has_jacobian_;
  Random& random_;
  boost::context::fiber host_;
  Question question_;
  double value_ = 0;
  bool stopping_ = false, throws_ = false;
};

/// An optimizer of what `Method` calls. It may have settings, as an optimizer has, and has
///   std::string minimize(slalom::PeerOracle& f, std::vector<double>& x)
/// which calls the library with the start x, and returns why it is done. It may say `slalom::skip("…")` before it asks
/// for a first value.
template <class Method>
struct Peer {
  template <class Real>
  struct Rule : Optimizer<Real> {
    Rule() = default;
    Rule(const Rule&) = delete;
    Rule& operator=(const Rule&) = delete;
    ~Rule() { stop(); }

    void step(Oracle<Real>& f, std::span<Real> w) {
      if (!f.batch().empty()) skip("it needs the same function in every step: `batch: full`");
      if (!begun_) begin(w);
      if (library_) library_ = std::move(library_).resume();
      if (library_) return answer(f, w);
      if (failure_) std::rethrow_exception(failure_);
      done(reason_);
    }

    /// The library cannot be told of another w: it is called again, with w as its start.
    void moved(std::span<const Real>, std::span<const Real>) {
      stop();
      oracle_.stopping_ = begun_ = false;
      failure_ = nullptr;
      best_ = std::numeric_limits<double>::infinity();
    }

   private:
    void stop() {
      oracle_.stopping_ = true;
      while (library_) library_ = std::move(library_).resume();
    }
    void begin(std::span<const Real> w) {
      begun_ = true;
      start_.assign(w.begin(), w.end());
      library_ = boost::context::fiber(std::allocator_arg, boost::context::protected_fixedsize_stack(stack_size),
                                       [this](boost::context::fiber&& host) {
                                         oracle_.host_ = std::move(host);
                                         try {
                                           reason_ = method_.minimize(oracle_, start_);
                                         } catch (const PeerOracle::Stopped&) {
                                         } catch (const boost::context::detail::forced_unwind&) {
                                           throw;
                                         } catch (...) {
                                           failure_ = std::current_exception();
                                         }
                                         return std::move(oracle_.host_);
                                       });
    }
    void answer(Oracle<Real>& f, std::span<Real> w) {
      const auto& q = oracle_.question_;
      std::transform(q.x, q.x + point_.size(), point_.begin(), [](double x) { return static_cast<Real>(x); });
      oracle_.value_ = q.jacobian != nullptr || q.residuals != nullptr ? answer_residuals() : answer_value(f);
      const bool knows_value = q.jacobian == nullptr || q.residuals != nullptr;
      if (!knows_value || oracle_.value_ > best_) return;
      best_ = oracle_.value_;
      std::ranges::copy(point_, w.begin());
    }
    double answer_value(Oracle<Real>& f) {
      double* const g = oracle_.question_.gradient;
      if (g == nullptr) return f.value(point_);
      const double value = f.gradient(point_, gradient_);
      std::ranges::copy(gradient_, g);
      return value;
    }
    double answer_residuals() {
      const auto& q = oracle_.question_;
      r_.resize(residuals_.count());
      if (q.jacobian == nullptr) {
        residuals_.values(point_, r_);
      } else {
        J_.resize(r_.size() * point_.size());
        residuals_.jacobian(point_, q.residuals == nullptr ? std::span<Real>() : std::span<Real>(r_), J_);
        std::ranges::copy(J_, q.jacobian);
      }
      if (q.residuals == nullptr) return 0;
      std::ranges::copy(r_, q.residuals);
      double sum = 0;
      for (const Real r : r_) sum += static_cast<double>(r) * static_cast<double>(r);
      return sum / 2;
    }

    static constexpr std::size_t stack_size = 4U << 20U;
    Method method_;
    Residuals<Real> residuals_{this->context()};
    PeerOracle oracle_{this->size(), this->domain(), residuals_.count(), residuals_.has_jacobian(), this->random()};
    Vector<Real> point_ = this->zeros(), gradient_ = this->zeros(), r_, J_;
    std::vector<double> start_;
    double best_ = std::numeric_limits<double>::infinity();
    bool begun_ = false;
    std::string reason_;
    std::exception_ptr failure_;
    boost::context::fiber library_;
  };
};

}  // namespace slalom

/// A method of a library; source: author and year; library: its name and version.
#define SLALOM_PEER(Method, name, title, source, library) \
  SLALOM_OPTIMIZER(::slalom::Peer<Method>::Rule, name, title, source "; " library)
