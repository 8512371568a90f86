// Tables of a report as values: what they say, before Markdown or HTML is made of it.
#pragma once

#include <string>
#include <vector>

namespace slalom::view {

enum class Kind {
  number,
  range,  ///< of numbers: less important than the number beside it
  text,
  label  ///< of an optimizer: the row's name
};

struct Column {
  std::string name;
  Kind kind = Kind::number;
};

enum class Look { plain, strong, code };

/// Plain text. A table of a thousand rows has many, so what few have costs little.
struct Cell {
  Cell() = default;
  Cell(const char* shown) : text(shown) {}             // NOLINT(google-explicit-constructor)
  Cell(std::string shown) : text(std::move(shown)) {}  // NOLINT(google-explicit-constructor)
  Cell(std::string shown, std::string beside) : text(std::move(shown)), aside(std::move(beside)) {}
  Cell(std::string shown, Look how) : text(std::move(shown)), look(how) {}

  std::string text;
  std::string aside;  ///< follows in brackets: an interval
  std::string link;   ///< that the text leads to
  Look look = Look::plain;
};

struct Table {
  Table() = default;
  explicit Table(std::vector<Column> head) : columns(std::move(head)) {}

  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  ///< none: there is nothing to say

  /// As many cells as there are columns; throws std::logic_error otherwise.
  void add(std::vector<Cell> cells);
};

}  // namespace slalom::view
