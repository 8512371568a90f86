// A line search for the strong Wolfe conditions, for deterministic methods.
#pragma once

#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace [[gnu::visibility("hidden")]] slalom {

/// f(a) <= f(0) + decrease a f'(0)  and  |f'(a)| <= curvature |f'(0)|; a within [smallest, largest].
struct WolfeConditions {
  double decrease = 1e-4, curvature = 0.9;
  double smallest = 1e-100, largest = 1e100;
  double resolution = 1e-14;  ///< relative width of the bracket below which the search gives up
};

/// The step size alone: tells which one to try next. Moré and Thuente (1994), section 4.
class MoreThuente {
 public:
  struct Trial {
    double step, value, slope;
  };

  /// slope: f'(0) < 0.
  MoreThuente(const WolfeConditions& conditions, double value, double slope, double first)
      : c_(conditions), f0_(value), g0_(slope), best_{0, value, slope}, other_{0, value, slope} {
    step_ = std::clamp(first, c_.smallest, c_.largest);
    width_ = c_.largest - c_.smallest;
    last_width_ = 2 * width_;
    high_ = 5 * step_;
  }
  double step() const { return step_; }
  /// The best step so far.
  double best() const { return best_.step; }

  enum class Verdict { fine, next, failed };

  /// Takes value and slope at step(); with `next`, step() is the one to try now.
  Verdict evaluate(double value, double slope) {
    const double bound = c_.decrease * g0_, limit = f0_ + step_ * bound;
    if (first_stage_ && value <= limit && slope >= 0) first_stage_ = false;
    if (value <= limit && std::abs(slope) <= -c_.curvature * g0_) return Verdict::fine;
    if (!std::isfinite(value) || !std::isfinite(slope)) return retreat();
    if (hopeless(value <= limit, slope, bound)) {
      if (value < best_.value) best_ = {step_, value, slope};  // at the largest step, say
      return Verdict::failed;
    }

    Trial trial{step_, value, slope};
    if (first_stage_ && value <= best_.value && value > limit) {  // the auxiliary function psi of section 2
      const auto shift = [&](Trial& t, double by) { t.value -= by * t.step * bound, t.slope -= by * bound; };
      for (auto* t : {&trial, &best_, &other_}) shift(*t, 1);
      update(trial);
      for (auto* t : {&best_, &other_}) shift(*t, -1);
    } else {
      update(trial);
    }
    if (bracketed_) {
      if (std::abs(other_.step - best_.step) >= 0.66 * last_width_)
        step_ = best_.step + 0.5 * (other_.step - best_.step);
      last_width_ = std::exchange(width_, std::abs(other_.step - best_.step));
      std::tie(low_, high_) = std::minmax(best_.step, other_.step);
    } else {
      low_ = step_ + 1.1 * (step_ - best_.step);
      high_ = step_ + 4 * (step_ - best_.step);
    }
    step_ = std::clamp(step_, c_.smallest, c_.largest);
    if (bracketed_ && (step_ <= low_ || step_ >= high_ || high_ - low_ <= c_.resolution * high_)) step_ = best_.step;
    return Verdict::next;
  }

 private:
  /// The function has no value at step(): no step goes so far any more. Halves it until there is one; once a step was
  /// better, that is enough.
  Verdict retreat() {
    if (best_.step != 0 || step_ <= c_.smallest) return Verdict::failed;
    c_.largest = step_;
    step_ = std::max(step_ / 2, c_.smallest);
    width_ = c_.largest - c_.smallest;
    last_width_ = 2 * width_;
    high_ = c_.largest;
    return Verdict::next;
  }

  bool hopeless(bool decreased, double slope, double bound) const {
    return (bracketed_ && (step_ <= low_ || step_ >= high_ || high_ - low_ <= c_.resolution * high_)) ||
           (step_ == c_.largest && decreased && slope <= bound) ||
           (step_ == c_.smallest && (!decreased || slope >= bound));
  }

  struct Cubic {
    double r, gamma;
  };
  /// The cubic through both: its minimum lies at from.step + r (to.step - from.step).
  static Cubic cubic(const Trial& from, const Trial& to, double sign) {
    const double theta = 3 * (from.value - to.value) / (to.step - from.step) + from.slope + to.slope;
    const double scale = std::max({std::abs(theta), std::abs(from.slope), std::abs(to.slope)});
    const double under = (theta / scale) * (theta / scale) - (from.slope / scale) * (to.slope / scale);
    const double gamma = sign * scale * std::sqrt(std::max(0.0, under));
    return {(gamma - from.slope + theta) / (gamma - from.slope + gamma + to.slope), gamma};
  }
  static double minimum(const Trial& from, const Trial& to, double sign) {
    return from.step + cubic(from, to, sign).r * (to.step - from.step);
  }

  void update(const Trial& t) {
    const bool turned = t.slope * std::copysign(1.0, best_.slope) < 0;
    const double forward = t.step > best_.step ? 1 : -1;
    double next = 0;
    if (t.value > best_.value) {  // case 1: the minimum lies between
      const double c = minimum(best_, t, forward), gap = t.step - best_.step;
      const double q = best_.step + best_.slope / ((best_.value - t.value) / gap + best_.slope) / 2 * gap;
      next = std::abs(c - best_.step) < std::abs(q - best_.step) ? c : c + (q - c) / 2;
      bracketed_ = true;
    } else if (turned) {  // case 2: so does it here
      const double c = minimum(t, best_, -forward), q = secant(t);
      next = std::abs(c - t.step) > std::abs(q - t.step) ? c : q;
      bracketed_ = true;
    } else if (std::abs(t.slope) < std::abs(best_.slope)) {  // case 3: the slope falls
      const double c = beyond(t, forward), q = secant(t);
      if (bracketed_) {
        next = std::abs(c - t.step) < std::abs(q - t.step) ? c : q;
        const double most = t.step + 0.66 * (other_.step - t.step);
        next = forward > 0 ? std::min(most, next) : std::max(most, next);
      } else {
        next = std::clamp(std::abs(c - t.step) > std::abs(q - t.step) ? c : q, low_, high_);
      }
    } else if (bracketed_) {  // case 4: the slope does not fall
      next = minimum(t, other_, t.step > other_.step ? -1 : 1);
    } else {
      next = forward > 0 ? high_ : low_;
    }
    if (t.value > best_.value) {
      other_ = t;
    } else {
      if (turned) other_ = best_;
      best_ = t;
    }
    step_ = next;
  }

  double secant(const Trial& t) const { return t.step + t.slope / (t.slope - best_.slope) * (best_.step - t.step); }

  /// The cubic's minimum where it lies beyond t; else as far as allowed.
  double beyond(const Trial& t, double forward) const {
    const auto [r, gamma] = cubic(t, best_, -forward);
    if (r < 0 && gamma != 0) return t.step + r * (best_.step - t.step);
    return forward > 0 ? high_ : low_;
  }

  WolfeConditions c_;
  double f0_, g0_;
  Trial best_, other_;
  double step_ = 0, low_ = 0, high_ = 0, width_ = 0, last_width_ = 0;
  bool bracketed_ = false, first_stage_ = true;
};

/// The search along a direction, with the memory that it needs.
template <class Real>
class LineSearch {
 public:
  LineSearch(std::size_t dimension, const WolfeConditions& conditions)
      : conditions_(conditions), point_(dimension), gradient_(dimension) {}

  /// Moves w along d, where value and gradient g are those at w before and after. Returns the step size; 0 if there is
  /// none that is better, and then nothing has changed, and the next d must be -g. Where a second search fails before
  /// the value has fallen, the run is done: it would go on so. Not with batches, whose values change.
  double operator()(Oracle<Real>& f, std::span<Real> w, const Vector<Real>& d, double& value, Vector<Real>& g,
                    double first) {
    const double from = value, step = search(f, w, d, value, g, first);
    if (value < from) failed_ = false;
    if (step == 0 && std::exchange(failed_, true) && f.batch().empty())
      done("no step along the negative gradient lowers the loss");
    return step;
  }

 private:
  double search(Oracle<Real>& f, std::span<Real> w, const Vector<Real>& d, double& value, Vector<Real>& g,
                double first) {
    const double slope = dot(g, d);
    if (!(slope < 0)) return 0;
    MoreThuente search(conditions_, value, slope, first);
    for (int tries = 0; tries < 100; ++tries) {
      const double tried = search.step(), now = evaluate(f, w, d, tried);
      switch (search.evaluate(now, dot(gradient_, d))) {
        case MoreThuente::Verdict::fine:
          return accept(w, g, value, now, tried);
        case MoreThuente::Verdict::failed:
          if (tried != 0 && tried == search.best()) return accept(w, g, value, now, tried);
          tries = 100;
          break;
        case MoreThuente::Verdict::next:
          break;
      }
    }
    if (search.best() == 0) return 0;
    return accept(w, g, value, evaluate(f, w, d, search.best()), search.best());
  }
  double evaluate(Oracle<Real>& f, std::span<const Real> w, const Vector<Real>& d, double step) {
    const Real a = static_cast<Real>(step);
    for (std::size_t i = 0; i < w.size(); ++i) point_[i] = w[i] + a * d[i];
    return f.gradient(point_, gradient_);
  }
  /// Not if the step is lost in the rounding of w.
  double accept(std::span<Real> w, Vector<Real>& g, double& value, double now, double step) {
    if (std::ranges::equal(point_, w)) return 0;
    std::ranges::copy(point_, w.begin());
    g.swap(gradient_);
    value = now;
    return step;
  }

  WolfeConditions conditions_;
  Vector<Real> point_, gradient_;
  bool failed_ = false;  // since the value has fallen
};

}  // namespace slalom
