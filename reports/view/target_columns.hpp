// Tables with a row for each optimizer and a column for each target.
#pragma once

#include "view/cells.hpp"
#include "view/table.hpp"

#include <fmt/format.h>

namespace slalom::view {

/// `cells_of`: the cells below the target of this index, in the order of the optimizers.
template <class CellsOf>
Table table_of_targets(const statistics::ProblemComparison& p, CellsOf cells_of) {
  std::vector<Column> columns{{"Optimizer", Kind::label}};
  std::vector<std::vector<Cell>> rows;
  for (const auto& o : p.optimizers) rows.push_back({name(o)});
  for (std::size_t t = 0; t < p.targets.size(); ++t) {
    columns.push_back({fmt::format("{} ≤ {}", p.measures.front().name, number(p.targets[t]))});
    const std::vector<Cell> cells = cells_of(t);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].push_back(cells[i]);
  }
  Table table(std::move(columns));
  for (auto& row : rows) table.add(std::move(row));
  return table;
}

}  // namespace slalom::view
