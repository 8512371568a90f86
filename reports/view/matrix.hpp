// Optimizers × problems: how each did, at a glance.
#pragma once

#include "statistics/comparison.hpp"
#include "view/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace slalom::view {

enum class Mark {
  none,
  best,      ///< significantly better than each other one
  tied,      ///< with the best: as good, or equivalent
  open,      ///< not statistically distinguishable from the best
  diverged,  ///< in the median over seeds, or never at the goal
  failed,    ///< every run, or in the median over seeds
  skipped,
  missing,
  not_planned
};

struct MatrixCell {
  std::string text;  ///< ratio to the best, or rank where there is no ratio
  Mark mark = Mark::none;
  double rank = 0;    ///< 0: no result
  int shade = 0;      ///< 0 (best) to 8; -1: no result
  std::string title;  ///< in words
};

/// Experiments of the same optimizers share a matrix, where they have more than `narrow` problems.
struct Matrix {
  struct Column {
    std::size_t experiment = 0, problem = 0;
  };
  struct Row {
    std::string label;
    std::vector<MatrixCell> cells;  ///< as the columns
  };
  std::vector<Column> columns;
  std::vector<Row> rows;  ///< best mean rank first
};

inline constexpr std::size_t narrow = 4;

std::vector<Matrix> matrices(const statistics::Comparison& comparison);

/// The same as a table of text.
Table table_of(const Matrix& matrix, const statistics::Comparison& comparison);

/// "1.8 ≈"
std::string in_words(const MatrixCell& cell);

/// What the cells mean; `alpha`: level of the tests.
std::string matrix_key(double alpha);

/// "★", "≈", "?", …; empty for none
std::string symbol(Mark mark);

}  // namespace slalom::view
