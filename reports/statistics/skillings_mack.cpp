#include "statistics/skillings_mack.hpp"

#include "loader/random_stream.hpp"
#include "statistics/distributions.hpp"
#include "statistics/ranks.hpp"
#include "statistics/round_off.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace slalom::statistics {

namespace {

constexpr std::size_t drawn_orders = 20'000;

/// What one row adds to the weighted ranks of the columns that it has.
struct WeightedRow {
  std::vector<std::size_t> columns;
  std::vector<double> weighted;
};

std::vector<WeightedRow> weighted_rows(std::span<const std::vector<double>> scores) {
  std::vector<WeightedRow> rows;
  for (const auto& row : scores) {
    const auto rank = ranks(row);  // 0 where missing
    WeightedRow added;
    const auto present = static_cast<double>(std::ranges::count_if(rank, [](double r) { return r > 0; }));
    if (present < 2) continue;
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (rank[j] == 0) continue;
      added.columns.push_back(j);
      added.weighted.push_back(std::sqrt(12 / (present + 1)) * (rank[j] - (present + 1) / 2));
    }
    rows.push_back(std::move(added));
  }
  return rows;
}

Eigen::VectorXd sums(const std::vector<WeightedRow>& rows, std::size_t columns) {
  Eigen::VectorXd total = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(columns));
  for (const auto& row : rows)
    for (std::size_t k = 0; k < row.columns.size(); ++k)
      total[static_cast<Eigen::Index>(row.columns[k])] += row.weighted[k];
  return total;
}

/// Covariance of these sums: of two columns minus the number of rows that have both.
Eigen::MatrixXd covariance(const std::vector<WeightedRow>& rows, std::size_t columns) {
  const auto n = static_cast<Eigen::Index>(columns);
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(n, n);
  for (const auto& row : rows)
    for (const auto a : row.columns)
      for (const auto b : row.columns)
        if (a != b) {
          matrix(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b)) -= 1;
          matrix(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(a)) += 1;
        }
  return matrix;
}

/// Fraction of orders within rows that give as large a statistic.
template <class StatisticOf>
double by_permutation(std::vector<WeightedRow> rows, double observed, StatisticOf statistic) {
  loader::RandomStream random(rows.size(), loader::Purpose::tuning);
  std::size_t reached = 1;  // by the observed one
  for (std::size_t drawn = 1; drawn < drawn_orders; ++drawn) {
    for (auto& row : rows)
      for (auto i = row.weighted.size() - 1; i > 0; --i) std::swap(row.weighted[i], row.weighted[random.below(i + 1)]);
    reached += statistic(rows) >= observed - round_off ? 1 : 0;
  }
  return static_cast<double>(reached) / static_cast<double>(drawn_orders);
}

}  // namespace

SkillingsMack skillings_mack_test(std::span<const std::vector<double>> scores, bool permutation) {
  SkillingsMack result;
  if (scores.empty()) return result;
  const auto columns = scores.front().size();
  const auto rows = weighted_rows(scores);
  result.rows.assign(columns, 0);
  for (const auto& row : rows)
    for (const auto column : row.columns) ++result.rows[column];
  const auto total = sums(rows, columns);
  const double k = static_cast<double>(columns);
  for (std::size_t j = 0; j < columns; ++j)
    result.mean_ranks.push_back(result.rows[j] == 0
                                    ? std::numeric_limits<double>::quiet_NaN()
                                    : (k + 1) / 2 + total[static_cast<Eigen::Index>(j)] * std::sqrt((k + 1) / 12) /
                                                        static_cast<double>(result.rows[j]));
  if (columns < 2) return result;
  // Any one column is redundant, as weighted ranks of a row add up to 0.
  const auto last = static_cast<Eigen::Index>(columns) - 1;
  const Eigen::FullPivLU<Eigen::MatrixXd> solver(covariance(rows, columns).topLeftCorner(last, last));
  if (!solver.isInvertible()) return result;
  const Eigen::MatrixXd inverse = solver.inverse();
  const auto statistic = [&](const std::vector<WeightedRow>& of) {
    const Eigen::VectorXd sum = sums(of, columns).head(last);
    return sum.dot(inverse * sum);
  };
  result.degrees = columns - 1;
  result.statistic = statistic(rows);
  result.p = permutation ? by_permutation(rows, result.statistic, statistic)
                         : chi_squared_tail(result.statistic, static_cast<double>(result.degrees));
  return result;
}

}  // namespace slalom::statistics
