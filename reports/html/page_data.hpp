// What the page's script draws from.
#pragma once

#include "statistics/comparison.hpp"

namespace slalom::report {

/// The comparison as in report.json, without what the page does not show, with numbers of six digits and a color for
/// every style.
Json page_data(const Comparison& comparison);

}  // namespace slalom::report
