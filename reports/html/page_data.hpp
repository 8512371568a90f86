// What the page's script draws from.
#pragma once

#include "statistics/comparison.hpp"

namespace slalom::html {

/// What the charts of the page show, of report.json: numbers of six digits, and a color for every style.
Json page_data(const statistics::Comparison& comparison);

}  // namespace slalom::html
