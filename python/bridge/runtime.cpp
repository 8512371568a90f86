#include "runtime.hpp"

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace bridge {

namespace {

Runtime* started = nullptr;

/// Libraries compute in the one thread of a run, and nothing depends on chance.
void prepare_environment() {
  for (const char* name :
       {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS"})
    setenv(name, "1", 1);
  setenv("PYTHONHASHSEED", "0", 1);
  setenv("PYTHONUTF8", "1", 1);
  setenv("PYTHONUNBUFFERED", "1", 1);
  setenv("PYTHONDONTWRITEBYTECODE", "1", 1);
  setenv("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1", 0);
}

Object import(const char* name) { return checked(PyImport_ImportModule(name)); }

/// What Python prints goes where C prints, which the host keeps with the run: write(text, is_error).
PyObject* print(PyObject*, PyObject* arguments) {
  const char* text = nullptr;
  int is_error = 0;
  if (PyArg_ParseTuple(arguments, "sp", &text, &is_error) == 0) return nullptr;
  std::fputs(text, is_error != 0 ? stderr : stdout);
  std::fflush(is_error != 0 ? stderr : stdout);
  return Py_NewRef(Py_None);
}

void redirect_printing() {
  static PyMethodDef function{"print", print, METH_VARARGS, nullptr};
  const auto write = checked(PyCFunction_New(&function, nullptr));
  const auto printing = import("slalom._printing");
  call(attribute(printing.get(), "redirect").get(), write.get());
}

void load(Runtime& r, const char* package) {
  PyObject* path = PySys_GetObject("path");
  const auto folder = text_object(package);
  if (path == nullptr || PyList_Insert(path, 0, folder.get()) != 0) throw PythonError{};
  redirect_printing();
  const auto numpy = import("numpy");
  r.empty = attribute(numpy.get(), "empty");
  r.frombuffer = attribute(numpy.get(), "frombuffer");
  r.ascontiguousarray = attribute(numpy.get(), "ascontiguousarray");
  r.real[SLALOM_FLOAT64] = attribute(numpy.get(), "float64");
  r.real[SLALOM_FLOAT32] = attribute(numpy.get(), "float32");
  r.float64 = attribute(numpy.get(), "float64");
  r.uint32 = attribute(numpy.get(), "uint32");
  r.uint64 = attribute(numpy.get(), "uint64");
  const auto door = import("slalom._door"), signals = import("slalom._signals");
  r.open_source = attribute(door.get(), "open_source");
  r.make_space = attribute(door.get(), "make_space");
  r.describe_exception = attribute(door.get(), "describe_exception");
  r.unusable = attribute(door.get(), "Unusable");
  r.stop = attribute(signals.get(), "Stop");
  r.done = attribute(signals.get(), "Done");
  r.skip = attribute(signals.get(), "Skip");
}

/// The exception that is set, cleared.
Object take_error() {
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  if (value != nullptr && traceback != nullptr) PyException_SetTraceback(value, traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return Object(value);
}

std::string text_of(PyObject* error) {
  const Object text(PyObject_Str(error));
  const char* characters = text ? PyUnicode_AsUTF8AndSize(text.get(), nullptr) : nullptr;
  PyErr_Clear();
  return characters == nullptr ? "an exception without a text" : characters;
}

}  // namespace

const Runtime& start_runtime(const char* interpreter, const char* package) {
  if (started != nullptr) return *started;
  prepare_environment();
  wchar_t* program = Py_DecodeLocale(interpreter, nullptr);
  if (program == nullptr) throw std::runtime_error("the path of the interpreter cannot be decoded");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // its successor is not in the stable interface
  Py_SetProgramName(program);  // by which it finds the packages of a virtual environment; kept for good
#pragma GCC diagnostic pop
  const std::string locale = setlocale(LC_CTYPE, nullptr);
  Py_InitializeEx(0);
  setlocale(LC_CTYPE, locale.c_str());  // Python takes that of the environment; texts are UTF-8 here
  auto r = std::make_unique<Runtime>();
  std::string failure;
  try {
    load(*r, package);
  } catch (const PythonError&) {
    const auto error = take_error();
    failure = text_of(error.get());
    if (failure.find("numpy") != std::string::npos)
      failure = std::string("NumPy cannot be imported by ") + interpreter + ": " + failure +
                " (install it with: " + interpreter + " -m pip install numpy)";
  }
  PyEval_SaveThread();  // other threads may take the lock
  if (!failure.empty()) throw std::runtime_error(failure);
  started = r.release();
  return *started;
}

const Runtime& runtime() { return *started; }

std::string take_exception(const char* file) try {
  const auto error = take_error();
  if (!error) return "an unknown error";
  if (PyErr_GivenExceptionMatches(error.get(), started->unusable.get()) != 0) return text_of(error.get());
  const auto path = text_object(file);
  return to_text(call(started->describe_exception.get(), error.get(), path.get()).get());
} catch (const PythonError&) {
  PyErr_Clear();
  return "an exception that cannot be described";
}

slalom_status status_of_exception(const slalom_host* host, const char* file) {
  const auto& r = runtime();
  if (PyErr_ExceptionMatches(r.done.get()) != 0) {
    const auto error = take_error();
    constexpr auto needed = offsetof(slalom_host, done) + sizeof host->done;
    if (host->struct_size >= needed) host->done(host->self, text_of(error.get()).c_str());
    return SLALOM_STOP;
  }
  if (PyErr_ExceptionMatches(r.skip.get()) != 0) {
    const auto error = take_error();
    host->fail(host->self, text_of(error.get()).c_str());
    return SLALOM_SKIP;
  }
  const bool no_memory = PyErr_ExceptionMatches(PyExc_MemoryError) != 0;
  const auto text = take_exception(file);
  host->fail(host->self, no_memory ? "std::bad_alloc" : text.c_str());
  return SLALOM_ERROR;
}

Object view(void* memory, std::size_t count, std::size_t item_size, PyObject* type, bool writable) {
  const auto bytes = checked(PyMemoryView_FromMemory(
      static_cast<char*>(memory), static_cast<Py_ssize_t>(count * item_size), writable ? PyBUF_WRITE : PyBUF_READ));
  return call(runtime().frombuffer.get(), bytes.get(), type);
}

}  // namespace bridge
