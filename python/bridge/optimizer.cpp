#include "optimizer.hpp"

#include "oracle.hpp"
#include "setting.hpp"

#include <slalom/ext/moved.h>

#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace bridge {

namespace {

/// What a descriptor's functions know of their optimizer. The interface hands no context to `create`: so every
/// descriptor has functions of its own, and this many there can be in a process.
constexpr std::size_t max_optimizers = 64;

struct Declared {
  std::string file;
  Object object;  // slalom._door.OptimizerClass
  std::unique_ptr<DeclaredSettings> settings;
  std::unique_ptr<DeclaredSetting> learning_rate;
  bool has_evaluation_point = false, has_moved = false;
  slalom_optimizer c{};
};

std::array<Declared*, max_optimizers> declared{};
std::size_t declared_count = 0;

/// One run.
struct State {
  const Declared* optimizer;
  const slalom_host* host;
  OracleState oracle;
  Object oracle_object, stream, run, step, activate, evaluation_point, moved;
  std::string failure;  // of a call that cannot fail; the next step does
  Object w;             // an array over the host's w
  bool has_stepped = false;

  State(const Declared& o, const slalom_host* h, slalom_real real, std::size_t count)
      : optimizer(&o), host(h), oracle(real, count) {}
  ~State() {
    if (oracle_object) detach_oracle(oracle_object.get());
    if (stream) detach_stream(stream.get());
  }

  PyObject* real_type() const { return runtime().real[static_cast<std::size_t>(oracle.real)].get(); }

  void see(void* memory) {
    if (memory == oracle.w && w) return;
    w = view(memory, oracle.count, oracle.item_size(), real_type(), true);
    oracle.w = memory;
    oracle.w_object = w.get();
  }
};

Object tensors_of(const slalom_space& space) {
  auto list = checked(PyList_New(0));
  for (std::size_t i = 0; i < space.tensor_count; ++i) {
    const auto& t = *space.tensors[i];
    auto shape = checked(PyTuple_New(static_cast<Py_ssize_t>(t.rank)));
    for (std::size_t k = 0; k < t.rank; ++k)
      PyTuple_SetItem(shape.get(), static_cast<Py_ssize_t>(k), PyLong_FromSize_t(t.shape[k]));
    const bool has_role = t.struct_size >= offsetof(slalom_tensor, role) + sizeof t.role;
    const auto tensor = checked(Py_BuildValue("(snOi)", t.name, static_cast<Py_ssize_t>(t.offset), shape.get(),
                                              has_role ? static_cast<int>(t.role) : 0));
    if (PyList_Append(list.get(), tensor.get()) != 0) throw PythonError{};
  }
  return list;
}

Object bound_of(const double* numbers, std::size_t count) {
  if (numbers == nullptr) return Object(Py_NewRef(Py_None));
  const auto shared = view(const_cast<double*>(numbers), count, sizeof(double), runtime().float64.get(), false);
  return checked(PyObject_CallMethod(shared.get(), "copy", nullptr));
}

Object space_of(const slalom_space& space, PyObject* real_type) {
  const bool has_domain = space.struct_size >= offsetof(slalom_space, hard_bounds) + sizeof space.hard_bounds;
  const auto tensors = tensors_of(space);
  const auto lower = bound_of(has_domain ? space.lower : nullptr, space.dimension);
  const auto upper = bound_of(has_domain ? space.upper : nullptr, space.dimension);
  const auto dimension = checked(PyLong_FromSize_t(space.dimension));
  PyObject* hard = has_domain && space.hard_bounds != 0 ? Py_True : Py_False;
  return call(runtime().make_space.get(), dimension.get(), real_type, tensors.get(), lower.get(), upper.get(), hard);
}

/// The run that was called last.
State* active = nullptr;

/// The global random numbers of libraries become those of this run.
void make_active(State& state) {
  if (active == &state) return;
  const auto nothing = call(state.activate.get());
  active = &state;
}

slalom_status create(const Declared& optimizer, const slalom_optimizer_arguments* a, void** result) {
  const Lock lock;
  try {
    auto state = std::make_unique<State>(optimizer, a->host, a->real, a->space->dimension);
    state->oracle_object = make_oracle(&state->oracle);
    if (a->host->extension != nullptr)
      state->oracle.many =
          static_cast<const slalom_values_oracle*>(a->host->extension(a->host->self, SLALOM_VALUES_ORACLE));
    state->stream = make_stream(a->random);
    const auto space = space_of(*a->space, state->real_type());
    const auto values = values_of(*optimizer.settings, a->values);
    const auto create = attribute(optimizer.object.get(), "create");
    state->run = call(create.get(), space.get(), values.get(), state->stream.get());
    state->step = attribute(state->run.get(), "step");
    state->activate = attribute(state->run.get(), "activate");
    if (optimizer.has_evaluation_point) state->evaluation_point = attribute(state->run.get(), "evaluation_point");
    if (optimizer.has_moved) state->moved = attribute(state->run.get(), "moved");
    active = state.release();
    *result = active;
    return SLALOM_OK;
  } catch (const PythonError&) {
    return status_of_exception(a->host, optimizer.file.c_str());
  } catch (const std::exception& error) {
    a->host->fail(a->host->self, error.what());
    return SLALOM_ERROR;
  }
}

void destroy(void* memory) {
  const Lock lock;
  if (active == memory) active = nullptr;
  const std::unique_ptr<State> state(static_cast<State*>(memory));
  const Object closed(PyObject_CallMethod(state->run.get(), "close", nullptr));
  PyErr_Clear();
}

/// An array of as many numbers as w has.
bool is_vector(const State& s, PyObject* returned) {
  if (returned == s.w.get() || Py_TYPE(returned) != Py_TYPE(s.w.get())) return false;
  return PyLong_AsSize_t(attribute(returned, "size").get()) == s.oracle.count;
}

slalom_status step(void* memory, const slalom_oracle* oracle, void* w, double learning_rate) {
  const Lock lock;
  auto& s = *static_cast<State*>(memory);
  if (!s.failure.empty()) {
    s.host->fail(s.host->self, s.failure.c_str());
    return SLALOM_ERROR;
  }
  try {
    make_active(s);
    s.see(w);
    s.oracle.raw = oracle;
    s.oracle.status = SLALOM_OK;
    const auto* numbers = static_cast<const char*>(w);
    std::vector<char> before;  // of the first step, which shows what its author takes w for
    if (!std::exchange(s.has_stepped, true)) before.assign(numbers, numbers + s.oracle.count * s.oracle.item_size());
    Object returned;
    if (s.optimizer->learning_rate == nullptr) {
      returned = call(s.step.get(), s.oracle_object.get(), s.w.get());
    } else {
      const auto rate = checked(PyFloat_FromDouble(learning_rate));
      returned = call(s.step.get(), s.oracle_object.get(), s.w.get(), rate.get());
    }
    s.oracle.raw = nullptr;
    if (s.oracle.status == SLALOM_OK && !before.empty() && is_vector(s, returned.get()) &&
        std::memcmp(before.data(), numbers, before.size()) == 0) {
      s.host->fail(s.host->self,
                   "step returned a vector and left w as it was: change w in place (w -= …, or w[:] = …)");
      return SLALOM_ERROR;
    }
    return s.oracle.status;  // also where the step has caught what the oracle raised
  } catch (const PythonError&) {
    s.oracle.raw = nullptr;
    if (s.oracle.status == SLALOM_OK) return status_of_exception(s.host, s.optimizer->file.c_str());
    PyErr_Clear();
    return s.oracle.status;
  }
}

void fill_with_nan(const State& s, void* point) {
  for (std::size_t i = 0; i < s.oracle.count; ++i)
    if (s.oracle.real == SLALOM_FLOAT64)
      static_cast<double*>(point)[i] = std::numeric_limits<double>::quiet_NaN();
    else
      static_cast<float*>(point)[i] = std::numeric_limits<float>::quiet_NaN();
}

/// It cannot fail: what raises an exception gives a point that is not finite, and its traceback is printed.
void evaluation_point(void* memory, const void* w, void* point) {
  const Lock lock;
  auto& s = *static_cast<State*>(memory);
  try {
    make_active(s);
    const auto w_array = view(const_cast<void*>(w), s.oracle.count, s.oracle.item_size(), s.real_type(), false);
    const auto array = call(s.evaluation_point.get(), w_array.get());
    copy_numbers(array.get(), s.oracle.real, s.oracle.count, point, "the evaluation point");
  } catch (const PythonError&) {
    take_exception(s.optimizer->file.c_str());
    fill_with_nan(s, point);
  }
}

constexpr slalom_evaluation_point evaluation_point_extension{.struct_size = sizeof(slalom_evaluation_point),
                                                             .get = evaluation_point};

void moved(void* memory, const void* from, const void* to) {
  const Lock lock;
  auto& s = *static_cast<State*>(memory);
  try {
    make_active(s);
    const auto array = [&](const void* numbers) {
      return view(const_cast<void*>(numbers), s.oracle.count, s.oracle.item_size(), s.real_type(), false);
    };
    const auto before = array(from), now = array(to);
    const auto nothing = call(s.moved.get(), before.get(), now.get());
  } catch (const PythonError&) {
    s.failure = take_exception(s.optimizer->file.c_str());
  }
}

constexpr slalom_moved moved_extension{.struct_size = sizeof(slalom_moved), .moved = moved};

template <std::size_t I>
slalom_status create_at(const slalom_optimizer_arguments* a, void** state) {
  return create(*declared[I], a, state);
}

template <bool has_point, bool has_moved>
const void* extension(const char* name) {
  if (has_point && std::strcmp(name, SLALOM_EVALUATION_POINT) == 0) return &evaluation_point_extension;
  if (has_moved && std::strcmp(name, SLALOM_MOVED) == 0) return &moved_extension;
  return nullptr;
}

using Create = decltype(slalom_optimizer::create);

template <std::size_t... I>
constexpr std::array<Create, sizeof...(I)> all_creates(std::index_sequence<I...>) {
  return {create_at<I>...};
}
constexpr auto creates = all_creates(std::make_index_sequence<max_optimizers>());

}  // namespace

const slalom_optimizer* declare_optimizer(PyObject* d, const std::string& file, Strings& strings) {
  if (declared_count == max_optimizers)
    throw std::runtime_error("there are more optimizers in Python than " + std::to_string(max_optimizers));
  auto owned = std::make_unique<Declared>();
  auto& o = *owned;
  o.file = file;
  o.c.struct_size = sizeof o.c;
  o.c.name = strings.keep(to_text(item(d, 0)));
  o.c.title = strings.keep(to_text(item(d, 1)));
  o.c.source = strings.keep(to_text(item(d, 2)));
  o.settings = std::make_unique<DeclaredSettings>(item(d, 3), strings);
  o.c.settings = o.settings->pointers.data();
  o.c.setting_count = o.settings->pointers.size();
  if (item(d, 4) != Py_None) {
    o.learning_rate = std::make_unique<DeclaredSetting>(item(d, 4), strings);
    o.c.learning_rate = o.learning_rate->c();
  }
  o.has_evaluation_point = PyObject_IsTrue(item(d, 5)) == 1;
  o.has_moved = PyObject_IsTrue(item(d, 6)) == 1;
  o.object = Object(Py_NewRef(item(d, 7)));
  o.c.create = creates[declared_count];
  o.c.destroy = destroy;
  o.c.step[SLALOM_FLOAT64] = step;
  o.c.step[SLALOM_FLOAT32] = step;
  if (o.has_evaluation_point)
    o.c.extension = o.has_moved ? extension<true, true> : extension<true, false>;
  else if (o.has_moved)
    o.c.extension = extension<false, true>;
  declared[declared_count++] = owned.release();
  return &o.c;
}

}  // namespace bridge
