// What the templates of report.md and report.html are filled with: a Comparison, its numbers formatted and its tables
// laid out. Both have the same parts.
#pragma once

#include "statistics/comparison.hpp"
#include "view/table.hpp"

#include <string>
#include <string_view>

namespace slalom::view {

/// How a language writes what templates cannot. An empty table or text is "".
struct Dialect {
  std::string (*table)(const Table&);
  std::string (*code_span)(std::string_view text);
  std::string (*code_block)(std::string_view text, std::string_view language);
  std::string (*problem_link)(std::size_t experiment, std::size_t problem);  ///< to its part of the report
  Json markup;  ///< of method.mustache: how an item begins, and both ends of strong text (b), emphasis (i) and code
};

Json view(const statistics::Comparison& comparison, const Dialect& in);

/// Anchors of experiments and problems, which are counted from 0: "e1", "e1p2".
std::string anchor(std::size_t experiment);
std::string anchor(std::size_t experiment, std::size_t problem);
/// "#e1p2", where all problems are on one page.
std::string link_in_page(std::size_t experiment, std::size_t problem);

}  // namespace slalom::view
