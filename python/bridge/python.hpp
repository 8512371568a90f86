// Python's C interface, and the few helpers that the bridge needs.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>

namespace bridge {

/// A reference that is owned.
class Object {
 public:
  Object() = default;
  explicit Object(PyObject* owned) : object_(owned) {}
  Object(Object&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Object& operator=(Object&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Object() { Py_XDECREF(object_); }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  PyObject* get() const { return object_; }
  PyObject* release() { return std::exchange(object_, nullptr); }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  PyObject* object_ = nullptr;
};

/// Holds the interpreter's lock.
class Lock {
 public:
  Lock() : state_(PyGILState_Ensure()) {}
  ~Lock() { PyGILState_Release(state_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  PyGILState_STATE state_;
};

/// A Python exception is set, and goes on as this one until it is handled.
struct PythonError {};

/// The object, which is owned from here on; throws if there is none.
inline Object checked(PyObject* owned) {
  if (owned == nullptr) throw PythonError{};
  return Object(owned);
}

inline Object attribute(PyObject* object, const char* name) { return checked(PyObject_GetAttrString(object, name)); }

/// The arguments are borrowed.
template <class... Arguments>
Object call(PyObject* function, Arguments... arguments) {
  return checked(PyObject_CallFunctionObjArgs(function, arguments..., nullptr));
}

inline Object text_object(const char* text) { return checked(PyUnicode_FromString(text == nullptr ? "" : text)); }

inline std::string to_text(PyObject* text) {
  Py_ssize_t size = 0;
  const char* characters = PyUnicode_AsUTF8AndSize(text, &size);
  if (characters == nullptr) throw PythonError{};
  return {characters, static_cast<std::size_t>(size)};
}

/// The element of a tuple or list, borrowed.
inline PyObject* item(PyObject* sequence, Py_ssize_t index) {
  PyObject* found = PyTuple_Check(sequence) ? PyTuple_GetItem(sequence, index) : PyList_GetItem(sequence, index);
  if (found == nullptr) throw PythonError{};
  return found;
}

inline Py_ssize_t size_of(PyObject* sequence) {
  const auto size = PySequence_Size(sequence);
  if (size < 0) throw PythonError{};
  return size;
}

inline double to_number(PyObject* number) {
  const double value = PyFloat_AsDouble(number);
  if (value == -1.0 && PyErr_Occurred() != nullptr) throw PythonError{};
  return value;
}

}  // namespace bridge
