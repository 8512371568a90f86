#include "view/table.hpp"

#include <stdexcept>

namespace slalom::view {

void Table::add(std::vector<Cell> cells) {
  if (cells.size() != columns.size()) throw std::logic_error("a table's row has another number of cells");
  rows.push_back(std::move(cells));
}

}  // namespace slalom::view
