#include "bbob.hpp"

namespace slalom::bbob {

Bbob::Bbob(int number, Suite suite, int seed_number)
    : n(static_cast<Index>(suite == Suite::bbob ? dimension(2, 2) : dimension(20, 2))),
      split(suite == Suite::largescale && n > block_size),
      seed((seed_number == 0 ? number : seed_number) +
           10000 * setting("instance", 1, in(1, 100000), "which shift, rotation and least value")),
      to_z(n, !split),
      x_opt(optimum(n, seed)),
      f_opt(least_value(seed)) {}

void Bbob::find_minimum() {
  domain(static_cast<std::size_t>(n), -5, 5);
  minimum(f_opt, {{x_opt.begin(), x_opt.end()}});
}

double Bbob::penalize(Transformation::Memory& memory, bool with_gradient) const {
  double sum = 0;
  for (Index i = 0; i < n; ++i) {
    const double outside = memory.x[i] - std::clamp(memory.x[i], -5.0, 5.0);
    if (with_gradient) memory.gradient[i] += 2 * penalty * outside;
    sum += outside * outside;
  }
  return penalty * sum;
}

VectorXd Bbob::scaling(double alpha) const {
  VectorXd scales(n);
  for (Index i = 0; i < n; ++i) scales[i] = std::pow(alpha, ramp(i) / 2);
  return scales;
}

std::vector<double> Bbob::powers(double base) const {
  std::vector<double> all;
  for (Index i = 0; i < n; ++i) all.push_back(std::pow(base, ramp(i)));
  return all;
}

std::vector<MatrixXd> Bbob::blocks(std::int64_t of_seed) const {
  return split ? rotated_blocks(n, of_seed) : std::vector{rotation(n, of_seed)};
}

void Bbob::turn(const std::vector<MatrixXd>& blocks, int first) {
  permute(first);
  to_z.turn(blocks);
  permute(first + 1);
}

void Bbob::permute(int number) {
  if (!split) return;
  const Index kept = to_z.size() - n;
  auto order = in_place(kept);
  for (const Index place : permutation(number)) order.push_back(kept + place);
  to_z.permute(order);
}

std::vector<MatrixXd> Bbob::R() const { return blocks(seed + 1000000); }

std::vector<MatrixXd> Bbob::Q() const { return blocks(seed); }

void Bbob::turn_by_R(int permutation) { turn(R(), permutation); }

void Bbob::turn_by_Q(int permutation) { turn(Q(), permutation); }

std::vector<Index> Bbob::permutation(int number) const {
  return split ? swapped(n, seed + 1000000 * number) : in_place(n);
}

}  // namespace slalom::bbob
