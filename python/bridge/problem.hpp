// Problem descriptors, made when a file is opened.
#pragma once

#include "setting.hpp"

#include <string>

namespace bridge {

/// A problem's descriptor from its declaration by slalom._problem. Throws PythonError, or std::runtime_error if there
/// are more in this process than it has room for.
const slalom_problem* declare_problem(PyObject* declaration, const std::string& file, Strings& strings);

}  // namespace bridge
