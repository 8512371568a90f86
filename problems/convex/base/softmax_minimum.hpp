// The least value of softmax regression's loss, for true gaps.
#pragma once

#include <slalom/data_set.hpp>

#include <optional>

namespace [[gnu::visibility("hidden")]] slalom {

/// By Newton's method, its steps by conjugate gradients (Nocedal & Wright 2006, algorithm 7.1), until half of what a
/// step would still give is below 1e-14. None where that takes more than 2,000 products with the Hessian. l2 is above
/// 0: without a penalty the least value may not be reached.
///
/// Adding the same to all classes changes no probability: the Hessian is 0 along that, and a gradient's part there is
/// rounding, which no step can take away. So it is taken off.
std::optional<double> softmax_minimum(const Examples<double>& examples, std::size_t classes, double l2);

}  // namespace slalom
