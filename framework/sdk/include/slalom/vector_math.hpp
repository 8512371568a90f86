// exp, log and cbrt many at a time. Where glibc has vector versions of them (libmvec), GCC is told so, and uses them in
// loops under SLALOM_INDEPENDENT. (Without it, which version a number gets would hang on where the vectors lie in
// memory, and they differ in the last bits.)
#pragma once

#include <slalom/detail/libmvec.hpp>
#include <slalom/linear.hpp>
