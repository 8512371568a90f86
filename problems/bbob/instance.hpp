// What makes the instances of the bbob functions: their own random numbers, the rotations, x_opt and f_opt.
// Hansen, Finck, Ros & Auger (2009), as COCO's programs define it.
#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {
namespace bbob {

/// `count` numbers between 0 and 1: the generator of Park & Miller (1988), shuffled as by Bays & Durham (1976).
Eigen::VectorXd uniform(Eigen::Index count, std::int64_t seed);
/// Standard normal, by Box and Muller.
Eigen::VectorXd normal(Eigen::Index count, std::int64_t seed);
/// Standard normal numbers, column after column, made orthonormal by Gram and Schmidt.
Eigen::MatrixXd rotation(Eigen::Index n, std::int64_t seed);
/// Between -4 and 4, to four digits after the point, and nowhere 0.
Eigen::VectorXd optimum(Eigen::Index n, std::int64_t seed);
/// The least value: a ratio of normal numbers, between -1000 and 1000, to two digits after the point.
double least_value(std::int64_t seed);
/// 0, 1, 2, …
std::vector<Eigen::Index> in_place(Eigen::Index n);
/// Where the least number is, the next, and so on.
std::vector<Eigen::Index> order(const Eigen::VectorXd& numbers);
/// bbob-largescale turns 40 numbers at a time. Ait ElHara, Auger & Hansen (2016), Permuted orthogonal block-diagonal
/// transformation matrices for large scale optimization benchmarking.
constexpr Eigen::Index block_size = 40;
std::vector<Eigen::MatrixXd> rotated_blocks(Eigen::Index n, std::int64_t seed);
/// Each number, in a random order, changes its place with one that is at most n/3 places away.
std::vector<Eigen::Index> swapped(Eigen::Index n, std::int64_t seed);

}  // namespace bbob
}  // namespace slalom
