// A JSON schema of suites, for editors that complete and check.
#pragma once

#include "loader/registry.hpp"

namespace slalom::suite {

/// Draft 7, from the table of keys and from what the plugins declare. It refuses no suite that plan_suite() takes; what
/// concerns a pair of entries, such as labels that stand twice, it does not see.
Json suite_schema(const loader::Registry& registry);

/// As text, with a line per definition.
std::string schema_text(const Json& schema);

}  // namespace slalom::suite
