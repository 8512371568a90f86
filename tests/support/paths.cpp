#include "support/paths.hpp"

namespace slalom::test {

std::string build_folder() { return SLALOM_BUILD; }
std::string tests_folder() { return SLALOM_TESTS; }
std::string source_folder() { return SLALOM_SOURCE; }

}  // namespace slalom::test
