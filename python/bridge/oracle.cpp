#include "oracle.hpp"

#include <cstring>
#include <new>

namespace bridge {

namespace {

/// A Python object that refers to something of C++, which may be gone.
template <class T>
struct Handle {
  PyObject_HEAD T* target;
};

template <class T>
T* target_of(PyObject* self) {
  auto* const target = reinterpret_cast<Handle<T>*>(self)->target;
  if (target == nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "the run that this belongs to is over");
    throw PythonError{};
  }
  return target;
}

/// What a method gives, or null with an exception set.
template <class Call>
PyObject* guarded(Call make) try {
  return make().release();
} catch (const PythonError&) {
  return nullptr;
} catch (const std::bad_alloc&) {
  return PyErr_NoMemory();
}

class Buffer {
 public:
  Buffer(PyObject* object, int flags) : filled_(PyObject_GetBuffer(object, &buffer_, flags) == 0) {}
  ~Buffer() {
    if (filled_) PyBuffer_Release(&buffer_);
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  explicit operator bool() const { return filled_; }
  const Py_buffer* operator->() const { return &buffer_; }

 private:
  Py_buffer buffer_{};
  bool filled_;
};

bool has_reals(const Buffer& buffer, slalom_real real, std::size_t count) {
  const char expected = real == SLALOM_FLOAT64 ? 'd' : 'f';
  const std::size_t size = real == SLALOM_FLOAT64 ? sizeof(double) : sizeof(float);
  return buffer->format != nullptr && buffer->format[0] == expected && buffer->format[1] == '\0' &&
         buffer->len == static_cast<Py_ssize_t>(count * size);
}

Object empty(std::size_t count, PyObject* type) {
  const auto size = checked(PyLong_FromSize_t(count));
  return call(runtime().empty.get(), size.get(), type);
}

/// Where the memory of an array that NumPy has made lies.
void* memory_of(PyObject* array) {
  const Buffer buffer(array, PyBUF_WRITABLE);
  if (!buffer) throw PythonError{};
  return buffer->buf;
}

OracleState& asked(PyObject* self) {
  auto& state = *target_of<OracleState>(self);
  if (state.raw == nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "the problem can be asked during a step only");
    throw PythonError{};
  }
  if (state.status != SLALOM_OK) {  // the run is over, and the step was told so
    PyErr_SetNone(runtime().stop.get());
    throw PythonError{};
  }
  return state;
}

void check(OracleState& state, slalom_status status) {
  state.status = status;
  if (status == SLALOM_OK) return;
  PyErr_SetNone(runtime().stop.get());
  throw PythonError{};
}

/// The numbers of an argument, in aligned memory: the host's own where it is the w of the step.
const void* numbers_of(const OracleState& state, PyObject* array, const Scratch& scratch, const char* what) {
  if (array == state.w_object) return state.w;
  copy_numbers(array, state.real, state.count, scratch.get(), what);
  return scratch.get();
}

PyObject* value(PyObject* self, PyObject* w) {
  return guarded([&] {
    auto& state = asked(self);
    double value = 0;
    check(state, state.raw->value(state.raw->self, numbers_of(state, w, state.point, "w"), &value));
    return checked(PyFloat_FromDouble(value));
  });
}

/// The points of an argument, one after the other, as rows of the problem's real type.
Object rows_of(const OracleState& state, PyObject* points) {
  auto array =
      call(runtime().ascontiguousarray.get(), points, runtime().real[static_cast<std::size_t>(state.real)].get());
  const Buffer buffer(array.get(), PyBUF_C_CONTIGUOUS);
  if (!buffer) throw PythonError{};
  if (buffer->ndim != 2 || buffer->shape[1] != static_cast<Py_ssize_t>(state.count)) {
    PyErr_Format(PyExc_ValueError, "points have the shape %S, and must have (number of points, %zu)",
                 attribute(array.get(), "shape").get(), state.count);
    throw PythonError{};
  }
  return array;
}

slalom_status ask_for_each(const OracleState& state, const std::byte* points, std::size_t count, double* values) {
  for (std::size_t k = 0; k < count; ++k)
    if (const auto status = state.raw->value(state.raw->self, points + k * state.bytes, values + k);
        status != SLALOM_OK)
      return status;
  return SLALOM_OK;
}

PyObject* values(PyObject* self, PyObject* points) {
  return guarded([&] {
    auto& state = asked(self);
    const auto rows = rows_of(state, points);
    const Buffer buffer(rows.get(), PyBUF_C_CONTIGUOUS);
    if (!buffer) throw PythonError{};
    const auto count = static_cast<std::size_t>(buffer->shape[0]);
    const Scratch aligned(count * state.bytes);
    std::memcpy(aligned.get(), buffer->buf, count * state.bytes);
    auto array = empty(count, runtime().float64.get());
    auto* const values = static_cast<double*>(memory_of(array.get()));
    const auto* const first = static_cast<const std::byte*>(aligned.get());
    check(state, state.many != nullptr ? state.many->values(state.many->self, first, count, values)
                                       : ask_for_each(state, first, count, values));
    return array;
  });
}

Object ask_gradient(PyObject* self, PyObject* w, decltype(slalom_oracle::gradient) slalom_oracle::*function) {
  auto& state = asked(self);
  const auto* const point = numbers_of(state, w, state.point, "w");
  check(state, (state.raw->*function)(state.raw->self, point, state.result.get(), &state.last_value));
  return array_of(state.result.get(), state.real, state.count);
}

PyObject* gradient(PyObject* self, PyObject* w) {
  return guarded([&] { return ask_gradient(self, w, &slalom_oracle::gradient); });
}

PyObject* full_gradient(PyObject* self, PyObject* w) {
  return guarded([&] { return ask_gradient(self, w, &slalom_oracle::full_gradient); });
}

PyObject* hessian_vector(PyObject* self, PyObject* arguments) {
  return guarded([&] {
    PyObject *w = nullptr, *v = nullptr;
    if (PyArg_ParseTuple(arguments, "OO:hessian_vector", &w, &v) == 0) throw PythonError{};
    auto& state = asked(self);
    if (state.raw->hessian_vector == nullptr) {
      PyErr_SetString(runtime().skip.get(), "this problem offers no Hessian-vector products");
      throw PythonError{};
    }
    const auto* const point = numbers_of(state, w, state.point, "w");
    const auto* const direction = numbers_of(state, v, state.direction, "v");
    check(state, state.raw->hessian_vector(state.raw->self, point, direction, state.result.get()));
    return array_of(state.result.get(), state.real, state.count);
  });
}

PyObject* examples(PyObject* self, void*) {
  return guarded([&] { return checked(PyLong_FromSize_t(asked(self).raw->examples)); });
}

PyObject* last_value(PyObject* self, void*) {
  return guarded([&] { return checked(PyFloat_FromDouble(target_of<OracleState>(self)->last_value)); });
}

PyObject* has_hessian_vector(PyObject* self, void*) {
  return guarded([&] { return checked(PyBool_FromLong(asked(self).raw->hessian_vector != nullptr ? 1 : 0)); });
}

PyObject* batch(PyObject* self, void*) {
  return guarded([&] {
    const auto& state = asked(self);
    std::size_t count = 0;
    const auto* const indices = state.raw->batch(state.raw->self, &count);
    if (indices == nullptr) count = state.raw->examples;
    auto array = empty(count, runtime().uint32.get());
    auto* const to = static_cast<std::uint32_t*>(memory_of(array.get()));
    for (std::size_t i = 0; i < count; ++i) to[i] = indices == nullptr ? static_cast<std::uint32_t>(i) : indices[i];
    return array;
  });
}

template <class Number>
PyObject* draw(PyObject* self, PyObject* count, PyObject* type,
               void (*slalom_random::*function)(void*, Number*, std::size_t)) {
  return guarded([&] {
    const auto& random = *target_of<const slalom_random>(self);
    const auto size = PyLong_AsSize_t(count);
    if (PyErr_Occurred() != nullptr) throw PythonError{};
    auto array = empty(size, type);
    if (size > 0) (random.*function)(random.self, static_cast<Number*>(memory_of(array.get())), size);
    return array;
  });
}

PyObject* bits(PyObject* self, PyObject* count) {
  return draw(self, count, runtime().uint64.get(), &slalom_random::bits);
}
PyObject* uniform(PyObject* self, PyObject* count) {
  return draw(self, count, runtime().float64.get(), &slalom_random::uniform);
}
PyObject* normal(PyObject* self, PyObject* count) {
  return draw(self, count, runtime().float64.get(), &slalom_random::normal);
}

PyTypeObject* make_type(const char* name, const char* about, PyMethodDef* methods, PyGetSetDef* properties) {
  PyType_Slot slots[] = {{Py_tp_doc, const_cast<char*>(about)},
                         {Py_tp_methods, methods},
                         {properties == nullptr ? 0 : Py_tp_getset, properties},
                         {0, nullptr}};
  PyType_Spec spec{.name = name,
                   .basicsize = sizeof(Handle<void>),
                   .itemsize = 0,
                   .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
                   .slots = slots};
  return reinterpret_cast<PyTypeObject*>(checked(PyType_FromSpec(&spec)).release());
}

template <class T>
Object make_handle(PyTypeObject* type, T* target) {
  auto object = checked(PyType_GenericAlloc(type, 0));
  reinterpret_cast<Handle<T>*>(object.get())->target = target;
  return object;
}

PyMethodDef oracle_methods[] = {
    {"value", value, METH_O, "The mean loss over the step's batch at w."},
    {"values", values, METH_O, "The mean losses at many points, an array of shape (number of points, length of w)."},
    {"gradient", gradient, METH_O, "The gradient at w over the step's batch, a new array; last_value is the loss."},
    {"full_gradient", full_gradient, METH_O, "The gradient over all examples, and counted so."},
    {"hessian_vector", hessian_vector, METH_VARARGS, "The Hessian at w over the step's batch, times v."},
    {nullptr, nullptr, 0, nullptr}};
PyGetSetDef oracle_properties[] = {
    {"examples", examples, nullptr, "N, the number of examples; 1 for a function without data.", nullptr},
    {"last_value", last_value, nullptr, "The value that came with the last gradient.", nullptr},
    {"has_hessian_vector", has_hessian_vector, nullptr, "Whether the problem offers such products.", nullptr},
    {"batch", batch, nullptr, "The indices of this step's examples.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr}};
PyMethodDef stream_methods[] = {{"bits", bits, METH_O, "64 random bits each."},
                                {"uniform", uniform, METH_O, "In the open interval (0, 1)."},
                                {"normal", normal, METH_O, "Mean 0, variance 1."},
                                {nullptr, nullptr, 0, nullptr}};

}  // namespace

Object array_of(const void* numbers, slalom_real real, std::size_t count) {
  auto array = empty(count, runtime().real[static_cast<std::size_t>(real)].get());
  std::memcpy(memory_of(array.get()), numbers, count * (real == SLALOM_FLOAT64 ? sizeof(double) : sizeof(float)));
  return array;
}

void copy_numbers(PyObject* array, slalom_real real, std::size_t count, void* target, const char* what) {
  const auto size = count * (real == SLALOM_FLOAT64 ? sizeof(double) : sizeof(float));
  if (const Buffer buffer(array, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT); buffer && has_reals(buffer, real, count)) {
    std::memcpy(target, buffer->buf, size);
    return;
  }
  PyErr_Clear();
  const auto converted =
      call(runtime().ascontiguousarray.get(), array, runtime().real[static_cast<std::size_t>(real)].get());
  const Buffer buffer(converted.get(), PyBUF_C_CONTIGUOUS | PyBUF_FORMAT);
  if (!buffer) throw PythonError{};
  if (!has_reals(buffer, real, count)) {
    PyErr_Format(PyExc_ValueError, "%s has length %zd, not %zu", what, buffer->len / buffer->itemsize, count);
    throw PythonError{};
  }
  std::memcpy(target, buffer->buf, size);
}

Object make_oracle(OracleState* state) {
  static PyTypeObject* const type =
      make_type("slalom.Oracle", "The problem as an optimizer sees it.", oracle_methods, oracle_properties);
  return make_handle(type, state);
}

void detach_oracle(PyObject* oracle) { reinterpret_cast<Handle<OracleState>*>(oracle)->target = nullptr; }

Object make_stream(const slalom_random* random) {
  static PyTypeObject* const type = make_type("slalom.Stream", "A stream of random numbers.", stream_methods, nullptr);
  return make_handle(type, random);
}

void detach_stream(PyObject* stream) { reinterpret_cast<Handle<const slalom_random>*>(stream)->target = nullptr; }

}  // namespace bridge
