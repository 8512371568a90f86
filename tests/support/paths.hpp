// Where this build, the tests and the sources lie. Functions, not macros: so that only paths.cpp depends on where the
// checkout is, and a compiler cache serves the tests of every other.
#pragma once

#include <string>

namespace slalom::test {

std::string build_folder();
std::string tests_folder();
std::string source_folder();

}  // namespace slalom::test
