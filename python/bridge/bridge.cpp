#include <slalom/bridge.h>

#include "optimizer.hpp"
#include "problem.hpp"

#include <array>
#include <map>
#include <stdexcept>

namespace bridge {

namespace {

/// An opened file and all that its table points to; never closed.
struct OpenFile {
  Strings strings;
  std::string hash;
  std::vector<const slalom_optimizer*> optimizers;
  std::vector<const slalom_problem*> problems;
  slalom_table table{};
};

void fill(OpenFile& open, const slalom_source& source) {
  const std::string file = source.file;
  const auto path = text_object(source.file), selector = text_object(source.selector),
             folder = text_object(source.folder);
  const auto found = call(runtime().open_source.get(), path.get(), selector.get(), folder.get());
  open.hash = to_text(item(found.get(), 0));
  open.table.struct_size = sizeof open.table;
  open.table.abi_version = SLALOM_ABI_VERSION;
  open.table.version = open.strings.keep(to_text(item(found.get(), 1)));
  PyObject* optimizers = item(found.get(), 2);
  for (Py_ssize_t i = 0; i < size_of(optimizers); ++i)
    open.optimizers.push_back(declare_optimizer(item(optimizers, i), file, open.strings));
  PyObject* problems = item(found.get(), 3);
  for (Py_ssize_t i = 0; i < size_of(problems); ++i)
    open.problems.push_back(declare_problem(item(problems, i), file, open.strings));
  open.table.optimizers = open.optimizers.data();
  open.table.optimizer_count = open.optimizers.size();
  open.table.problems = open.problems.data();
  open.table.problem_count = open.problems.size();
}

void open(slalom_source* source) {
  static std::map<std::array<std::string, 3>, std::unique_ptr<OpenFile>> files;
  static std::string reason;
  source->table = nullptr;
  try {
    start_runtime(source->interpreter, source->package);
    const Lock lock;
    try {
      auto& file = files[{source->file, source->selector, source->folder}];
      if (file == nullptr) {
        auto opened = std::make_unique<OpenFile>();
        fill(*opened, *source);
        file = std::move(opened);
      }
      source->table = &file->table;
      source->hash = file->hash.c_str();
      return;
    } catch (const PythonError&) {
      reason = take_exception(source->file);
    }
  } catch (const std::exception& error) {
    reason = error.what();
  }
  source->reason = reason.c_str();
}

}  // namespace

}  // namespace bridge

extern "C" SLALOM_EXPORT void slalom_open_source(slalom_source* source) { bridge::open(source); }
