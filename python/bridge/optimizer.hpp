// Optimizer descriptors, made when a file is opened.
#pragma once

#include "setting.hpp"

#include <string>

namespace bridge {

/// An optimizer's descriptor from its declaration by slalom._door. Throws PythonError, or std::runtime_error if there
/// are more in this process than it has room for.
const slalom_optimizer* declare_optimizer(PyObject* declaration, const std::string& file, Strings& strings);

}  // namespace bridge
