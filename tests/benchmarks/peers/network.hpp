// What both sides are given.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace slalom::peers {

inline constexpr double learning_rate = 0.01;
inline constexpr std::size_t classes = 10;

/// One layer after the other; all in torch's terms.
struct Network {
  std::string name;
  std::string problem;
  nlohmann::json settings;
  std::size_t side;   ///< of the images
  std::size_t batch;  ///< examples
  /// Of each convolution of 5 x 5 pixels, followed by tanh and the mean of 2 x 2 pixels; then units of each dense
  /// layer.
  std::vector<std::int64_t> channels, hidden;
};

}  // namespace slalom::peers
