#include "run/gradient_variance.hpp"

#include "run/real_vector.hpp"
#include "run/sampler.hpp"

namespace slalom::run {

namespace {

constexpr int draws = 500;

class Deviations {
 public:
  Deviations(loader::Workspace& workspace, const void* w)
      : workspace_(workspace),
        w_(w),
        gradient_(workspace.problem().real(), workspace.problem().dimension()),
        mean_(gradient_.size()),
        single_(gradient_.size()) {
    workspace.loss(w, gradient_.data());
    gradient_.copy_to(mean_);
  }

  /// ‖g_batch − g‖²
  double of(loader::BatchIndices batch) {
    workspace_.loss(w_, gradient_.data(), batch);
    gradient_.copy_to(single_);
    double sum = 0;
    for (std::size_t i = 0; i < mean_.size(); ++i) sum += (single_[i] - mean_[i]) * (single_[i] - mean_[i]);
    return sum;
  }

 private:
  loader::Workspace& workspace_;
  const void* w_;
  RealVector gradient_;
  std::vector<double> mean_, single_;
};

}  // namespace

GradientVariance gradient_variance(loader::Workspace& workspace, const suite::Batch& batch, std::uint64_t seed,
                                   const void* w) {
  const auto examples = workspace.problem().description().examples;
  Sampler sampler(batch, examples, seed, loader::Purpose::variance);
  if (sampler.full() || batch.sampling == suite::Sampling::sequential) return {};

  Deviations deviations(workspace, w);
  double measured = 0;
  for (int k = 0; k < draws; ++k) measured += deviations.of({sampler.next(), sampler.size()});

  double sigma2 = 0;
  for (std::uint32_t i = 0; i < examples; ++i) sigma2 += deviations.of({&i, 1});
  sigma2 /= static_cast<double>(examples);

  const auto n = static_cast<double>(examples);
  const auto m = static_cast<double>(batch.size);
  const double correction = batch.sampling == suite::Sampling::replacement ? 1 : (n - m) / (n - 1);
  return {.measured = measured / draws, .theory = sigma2 / m * correction};
}

}  // namespace slalom::run
