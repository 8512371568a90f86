// Colors and dashes: one color a family of optimizers, the same in every chart of a report.
#pragma once

#include "statistics/source.hpp"

#include <map>
#include <string>
#include <vector>

namespace slalom::statistics {

inline constexpr std::size_t palette_size = 8;

class Styles {
 public:
  /// Families that meet in a chart get different colors as long as there are any; beyond that, different dashes.
  explicit Styles(const std::vector<Source>& sources);

  Style of(const std::string& family, std::size_t variant = 0) const;

 private:
  std::map<std::string, Style> families_;
};

}  // namespace slalom::statistics
