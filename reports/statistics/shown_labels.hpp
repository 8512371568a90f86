// Labels as reports show them.
#pragma once

#include "suite/plan.hpp"

#include <vector>

namespace slalom::statistics {

/// Gives the optimizers of the plans labels that can be shown, such that different labels stay different: from then on
/// a label is an identity. Long ones that are cut to the same get a number.
void show_labels(std::vector<suite::Plan>& plans);

}  // namespace slalom::statistics
