#include "problem.hpp"

#include "oracle.hpp"

#include <slalom/ext/values.h>
#include <slalom/problem.hpp>

#include <array>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace bridge {

namespace {

/// As for optimizers: `open` gets no context, so every descriptor has one of its own.
constexpr std::size_t max_problems = 64;

struct Declared {
  std::string file;
  Object object;  // slalom._problem.Problem
  std::unique_ptr<DeclaredSettings> settings;
  slalom_problem c{};
};

std::array<Declared*, max_problems> declared{};
std::size_t declared_count = 0;

std::vector<double> numbers_of(PyObject* list) {
  std::vector<double> numbers;
  if (list == Py_None) return numbers;
  for (Py_ssize_t i = 0; i < size_of(list); ++i) numbers.push_back(to_number(item(list, i)));
  return numbers;
}

std::size_t to_size(PyObject* number) {
  const auto size = PyLong_AsSize_t(number);
  if (PyErr_Occurred() != nullptr) throw PythonError{};
  return size;
}

void add_tensor(slalom::Description& d, PyObject* tensor) {
  std::vector<std::size_t> shape;
  PyObject* extents = item(tensor, 1);
  for (Py_ssize_t i = 0; i < size_of(extents); ++i) shape.push_back(to_size(item(extents, i)));
  d.add(to_text(item(tensor, 0)), std::move(shape), static_cast<slalom::Role>(to_size(item(tensor, 2))));
}

/// From what slalom._problem.Facts says; the names of metrics are kept in `strings`.
slalom::Description description_of(PyObject* facts, Strings& strings) {
  slalom::Description d;
  PyObject* tensors = item(facts, 1);
  for (Py_ssize_t i = 0; i < size_of(tensors); ++i) add_tensor(d, item(tensors, i));
  d.dimension = to_size(item(facts, 0));
  d.examples = to_size(item(facts, 2));
  d.serial = true;
  if (item(facts, 3) != Py_None) d.minimum = to_number(item(facts, 3));
  PyObject* minimizers = item(facts, 4);
  for (Py_ssize_t i = 0; i < size_of(minimizers); ++i) d.minimizers.push_back(numbers_of(item(minimizers, i)));
  d.lower = numbers_of(item(facts, 5));
  d.upper = numbers_of(item(facts, 6));
  d.hard_bounds = PyObject_IsTrue(item(facts, 7)) == 1;
  if (const auto window = numbers_of(item(facts, 8)); window.size() == 4)
    d.window = {window[0], window[1], window[2], window[3]};
  PyObject* metrics = item(facts, 9);
  for (Py_ssize_t i = 0; i < size_of(metrics); ++i) d.metrics.push_back(strings.keep(to_text(item(metrics, i))));
  d.minimum_unknown = to_text(item(facts, 10));
  return d;
}

/// What an open problem answers by: the functions of slalom._problem.OpenProblem.
struct Instance {
  const Declared* problem;
  slalom_real real;
  Object start, evaluate, values, hessian_vector, measure;
  bool has_hessian_vector;
  Strings strings;
  slalom::Description description;
  slalom::detail::DescriptionTable table;

  Instance(const Declared& p, slalom_real type, const Object& opened, PyObject* facts)
      : problem(&p),
        real(type),
        start(attribute(opened.get(), "start")),
        evaluate(attribute(opened.get(), "evaluate")),
        values(attribute(opened.get(), "values")),
        hessian_vector(attribute(opened.get(), "hessian_vector")),
        measure(attribute(opened.get(), "measure")),
        has_hessian_vector(PyObject_IsTrue(item(facts, 11)) == 1),
        description(description_of(facts, strings)),
        table(description) {}

  Object point(const void* w) const { return array_of(w, real, description.dimension); }
  void write(PyObject* array, void* target, const char* what) const {
    copy_numbers(array, real, description.dimension, target, what);
  }
};

struct Workspace {
  const Instance& instance;
  const slalom_host* host;
};

/// A stream of the host as an object, while a call lasts; None where there is none.
class Stream {
 public:
  explicit Stream(const slalom_random* random)
      : object_(random == nullptr ? Object(Py_NewRef(Py_None)) : make_stream(random)),
        has_numbers_(random != nullptr) {}
  ~Stream() {
    if (has_numbers_) detach_stream(object_.get());
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  PyObject* get() const { return object_.get(); }

 private:
  Object object_;
  bool has_numbers_;
};

/// Runs `call` under the interpreter's lock. What it raises is the plugin's failure: only `open` may skip.
template <class Call>
slalom_status guarded(const slalom_host* host, const Declared& problem, bool may_skip, Call call) {
  const Lock lock;
  try {
    call();
    return SLALOM_OK;
  } catch (const PythonError&) {
    const auto status = status_of_exception(host, problem.file.c_str());
    return status == SLALOM_SKIP && may_skip ? SLALOM_SKIP : SLALOM_ERROR;
  } catch (const std::exception& error) {
    host->fail(host->self, error.what());
    return SLALOM_ERROR;
  }
}

template <class Call>
slalom_status guarded(const Workspace& workspace, Call call) {
  return guarded(workspace.host, *workspace.instance.problem, false, call);
}

slalom_status open(const Declared& problem, const slalom_problem_arguments* a, void** result) {
  return guarded(a->host, problem, true, [&] {
    const Stream stream(a->random);
    const auto values = values_of(*problem.settings, a->values);
    const auto function = attribute(problem.object.get(), "open");
    const auto opened =
        call(function.get(), runtime().real[static_cast<std::size_t>(a->real)].get(), values.get(), stream.get());
    const auto describe = attribute(opened.get(), "describe");
    const auto facts = call(describe.get());
    *result = new Instance(problem, a->real, opened, facts.get());
  });
}

void close(void* instance) {
  const Lock lock;
  delete static_cast<Instance*>(instance);
}

const slalom_description* describe(const void* instance) { return &static_cast<const Instance*>(instance)->table.c; }

slalom_status create_workspace(const void* instance, const slalom_host* host, void** workspace) {
  *workspace = new Workspace{*static_cast<const Instance*>(instance), host};
  return SLALOM_OK;
}

void destroy_workspace(void* workspace) { delete static_cast<Workspace*>(workspace); }

slalom_status start(void* memory, const slalom_random* random, void* w) {
  const auto& workspace = *static_cast<Workspace*>(memory);
  return guarded(workspace, [&] {
    const Stream stream(random);
    const auto point = call(workspace.instance.start.get(), stream.get());
    workspace.instance.write(point.get(), w, "the start point");
  });
}

/// The indices of a query's examples as an array; None for all.
Object batch_of(const slalom_query& query) {
  if (query.batch == nullptr) return Object(Py_NewRef(Py_None));
  auto* const memory = const_cast<std::uint32_t*>(query.batch);
  const auto shared = view(memory, query.batch_size, sizeof *memory, runtime().uint32.get(), false);
  return checked(PyObject_CallMethod(shared.get(), "astype", "s", "int64"));
}

slalom_status evaluate(void* memory, slalom_query* query) {
  const auto& workspace = *static_cast<Workspace*>(memory);
  return guarded(workspace, [&] {
    const auto& instance = workspace.instance;
    const auto w = instance.point(query->w), batch = batch_of(*query);
    const Stream noise(query->noise);
    PyObject* wants_gradient = query->gradient == nullptr ? Py_False : Py_True;
    const auto answer = call(instance.evaluate.get(), w.get(), batch.get(), noise.get(), wants_gradient);
    query->value = to_number(item(answer.get(), 0));
    if (query->gradient != nullptr) instance.write(item(answer.get(), 1), query->gradient, "the gradient");
  });
}

slalom_status values(void* memory, const slalom_query* query, const void* points, std::size_t count, double* answers) {
  const auto& workspace = *static_cast<Workspace*>(memory);
  return guarded(workspace, [&] {
    const auto& instance = workspace.instance;
    const auto numbers = array_of(points, instance.real, count * instance.description.dimension);
    const auto size = checked(PyLong_FromSize_t(count)), batch = batch_of(*query);
    const Stream noise(query->noise);
    const auto answer = call(instance.values.get(), numbers.get(), size.get(), batch.get(), noise.get());
    copy_numbers(answer.get(), SLALOM_FLOAT64, count, answers, "values");
  });
}

slalom_status product(void* memory, const slalom_query* query, const void* v, void* result) {
  const auto& workspace = *static_cast<Workspace*>(memory);
  return guarded(workspace, [&] {
    const auto& instance = workspace.instance;
    const auto w = instance.point(query->w), direction = instance.point(v), batch = batch_of(*query);
    const Stream noise(query->noise);
    const auto answer = call(instance.hessian_vector.get(), w.get(), direction.get(), batch.get(), noise.get());
    instance.write(answer.get(), result, "the Hessian-vector product");
  });
}

slalom_status measure(void* memory, const void* w, double* metrics) {
  const auto& workspace = *static_cast<Workspace*>(memory);
  return guarded(workspace, [&] {
    const auto& instance = workspace.instance;
    const auto measured = call(instance.measure.get(), instance.point(w).get());
    const auto values = numbers_of(measured.get());
    if (values.size() != instance.description.metrics.size())
      throw std::runtime_error("metrics gives other ones than when the problem was opened");
    std::ranges::copy(values, metrics);
  });
}

int32_t offers_product(const void* instance) {
  return static_cast<const Instance*>(instance)->has_hessian_vector ? 1 : 0;
}

constexpr slalom_hessian_vector hessian_vector_extension{
    .struct_size = sizeof(slalom_hessian_vector), .product = product, .offered = offers_product};

constexpr slalom_values values_extension{.struct_size = sizeof(slalom_values), .values = {values, values}};

const void* extension(const char* name) {
  if (std::strcmp(name, SLALOM_VALUES) == 0) return &values_extension;
  return std::strcmp(name, SLALOM_HESSIAN_VECTOR) == 0 ? &hessian_vector_extension : nullptr;
}

template <std::size_t I>
slalom_status open_at(const slalom_problem_arguments* a, void** instance) {
  return open(*declared[I], a, instance);
}

template <std::size_t... I>
constexpr auto all_opens(std::index_sequence<I...>) {
  return std::array<decltype(slalom_problem::open), sizeof...(I)>{open_at<I>...};
}
constexpr auto opens = all_opens(std::make_index_sequence<max_problems>());

}  // namespace

const slalom_problem* declare_problem(PyObject* d, const std::string& file, Strings& strings) {
  if (declared_count == max_problems)
    throw std::runtime_error("there are more problems in Python than " + std::to_string(max_problems));
  auto owned = std::make_unique<Declared>();
  auto& p = *owned;
  p.file = file;
  p.settings = std::make_unique<DeclaredSettings>(item(d, 3), strings);
  p.object = Object(Py_NewRef(item(d, 5)));
  p.c = {.struct_size = sizeof p.c,
         .name = strings.keep(to_text(item(d, 0))),
         .title = strings.keep(to_text(item(d, 1))),
         .source = strings.keep(to_text(item(d, 2))),
         .preferred = PyObject_IsTrue(item(d, 4)) == 1 ? SLALOM_FLOAT32 : SLALOM_FLOAT64,
         .settings = p.settings->pointers.data(),
         .setting_count = p.settings->pointers.size(),
         .open = opens[declared_count],
         .close = close,
         .describe = describe,
         .create_workspace = create_workspace,
         .destroy_workspace = destroy_workspace,
         .start = start,
         .evaluate = {evaluate, evaluate},
         .measure = measure,
         .extension = extension};
  declared[declared_count++] = owned.release();
  return &p.c;
}

}  // namespace bridge
