// A problem with a workspace, asked in double whatever its real type.
#pragma once

#include "loader/problem.hpp"
#include "run/real_vector.hpp"

#include <limits>
#include <span>
#include <vector>

namespace slalom::check {

using Numbers = std::vector<double>;

struct Evaluation {
  double value = 0;
  Numbers gradient;
};

class Sample {
 public:
  /// Opened with its defaults but for the settings given. Throws PluginError if it refuses.
  Sample(const loader::ProblemEntry& entry, const loader::PluginContext& context, slalom_real real,
         const Json& settings = Json::object());
  /// In the real type it prefers.
  Sample(const loader::ProblemEntry& entry, const loader::PluginContext& context)
      : Sample(entry, context, entry.c->preferred) {}
  /// Another workspace of the same open problem.
  explicit Sample(const Sample& other);
  Sample& operator=(const Sample&) = delete;

  const loader::OpenProblem& problem() const { return *problem_; }
  std::size_t dimension() const { return problem_->dimension(); }
  std::size_t examples() const { return problem_->description().examples; }

  Numbers start(std::uint64_t seed);
  /// A point between starts, where nothing is special.
  Numbers point(std::uint64_t seed);
  /// Over the batch; none given: all examples.
  Evaluation at(const Numbers& w, loader::BatchIndices batch = {});
  double value(const Numbers& w, loader::BatchIndices batch = {});
  Numbers hessian_vector(const Numbers& w, const Numbers& v);
  Numbers metrics(const Numbers& w);
  /// `count` numbers at w, of some extension: `question(workspace, w, v, out)`; v may be empty.
  template <class Question>
  Numbers ask(const char* what, const Numbers& w, const Numbers& v, std::size_t count, Question question) {
    run::RealVector argument(problem_->real(), v.size()), out(problem_->real(), count);
    Numbers answer(count, std::numeric_limits<double>::quiet_NaN());  // nobody may read it
    w_.assign(w);
    argument.assign(v);
    out.assign(answer);
    say(what);
    workspace_.services().check(question(workspace_.c(), w_.data(), argument.data(), out.data()));
    out.copy_to(answer);
    return answer;
  }
  /// What evaluate says; the numbers are the problem's own.
  slalom_status evaluate(const void* w, void* gradient, double* value, loader::BatchIndices batch = {});

 private:
  /// What is asked, in case that it never returns.
  void say(const char* what) const;

  std::shared_ptr<const loader::OpenProblem> problem_;
  loader::PluginContext around_;
  loader::Workspace workspace_;
  run::RealVector w_, v_, out_;
};

double dot(const Numbers& a, const Numbers& b);
double norm(const Numbers& a);
/// a + t b
Numbers along(Numbers a, double t, const Numbers& b);
bool same_bits(const Numbers& a, const Numbers& b);
bool all_finite(const Numbers& a);
/// A direction of length 1 from w; another for each number. Coordinates that are far smaller or larger than 1 change in
/// proportion.
Numbers direction(const Numbers& w, std::uint64_t number);

}  // namespace slalom::check
