#include "instance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <ranges>

namespace slalom::bbob {

Eigen::VectorXd uniform(Eigen::Index count, std::int64_t seed) {
  std::int64_t state = std::max<std::int64_t>(1, seed);
  const auto next = [&] { return state = state * 16807 % 2147483647; };
  std::array<std::int64_t, 32> table{};
  for (int i = 0; i < 8; ++i) next();
  for (auto& entry : std::views::reverse(table)) entry = next();

  Eigen::VectorXd numbers(count);
  auto last = table[0];
  for (double& number : numbers) {
    auto& entry = table[static_cast<std::size_t>(last / 67108865)];
    last = entry;
    entry = next();
    number = std::max(static_cast<double>(last) / 2147483647.0, 1e-99);
  }
  return numbers;
}

Eigen::VectorXd normal(Eigen::Index count, std::int64_t seed) {
  const auto u = uniform(2 * count, seed);
  const Eigen::ArrayXd angle = 2 * std::numbers::pi * u.tail(count).array();
  return ((-2 * u.head(count).array().log()).sqrt() * angle.cos()).matrix();
}

Eigen::MatrixXd rotation(Eigen::Index n, std::int64_t seed) {
  const auto numbers = normal(n * n, seed);
  Eigen::MatrixXd B = Eigen::Map<const Eigen::MatrixXd>(numbers.data(), n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < i; ++j) B.col(i) -= B.col(i).dot(B.col(j)) * B.col(j);
    B.col(i).normalize();
  }
  return B;
}

Eigen::VectorXd optimum(Eigen::Index n, std::int64_t seed) {
  const auto u = uniform(n, seed);
  const Eigen::VectorXd x = 8 * (1e4 * u.array()).floor() / 1e4 - 4;
  return (x.array() == 0).select(-1e-5, x);
}

double least_value(std::int64_t seed) {
  const double ratio = normal(1, seed)[0] / normal(1, seed + 1)[0];
  return std::clamp(std::floor(1e4 * ratio + 0.5) / 100, -1000.0, 1000.0);
}

std::vector<Eigen::Index> in_place(Eigen::Index n) {
  std::vector<Eigen::Index> places(static_cast<std::size_t>(n));
  std::iota(places.begin(), places.end(), 0);
  return places;
}

std::vector<Eigen::Index> order(const Eigen::VectorXd& numbers) {
  auto places = in_place(numbers.size());
  std::ranges::sort(places, {}, [&](Eigen::Index i) { return numbers[i]; });
  return places;
}

std::vector<Eigen::MatrixXd> rotated_blocks(Eigen::Index n, std::int64_t seed) {
  std::vector<Eigen::MatrixXd> blocks;
  for (Eigen::Index i = 0; i < n; i += block_size, seed += 1000000)
    blocks.push_back(rotation(std::min(block_size, n - i), seed));
  return blocks;
}

std::vector<Eigen::Index> swapped(Eigen::Index n, std::int64_t seed) {
  auto places = in_place(n);
  for (std::int64_t k = 1; const Eigen::Index i : order(uniform(n, seed))) {
    const auto least = std::max<Eigen::Index>(0, i - n / 3), greatest = std::min(n - 1, i + n / 3);
    const auto others = static_cast<double>(greatest - least);
    auto j = least + static_cast<Eigen::Index>(uniform(1, seed + 1000 * k++)[0] * others);
    if (j >= i) ++j;
    std::swap(places[static_cast<std::size_t>(i)], places[static_cast<std::size_t>(j)]);
  }
  return places;
}

}  // namespace slalom::bbob
