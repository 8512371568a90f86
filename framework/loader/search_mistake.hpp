// Between which ends a search can draw values.
#pragma once

namespace slalom::loader {

/// Why it cannot, as "begins at or below 0, …"; null if it can.
const char* search_mistake(double from, double to, bool log_scale);

}  // namespace slalom::loader
