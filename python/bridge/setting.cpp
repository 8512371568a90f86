#include "optimizer.hpp"

namespace bridge {

DeclaredSetting::DeclaredSetting(PyObject* d, Strings& strings) {
  for (Py_ssize_t i = 0; i < size_of(item(d, 5)); ++i) list_.push_back(to_number(item(item(d, 5), i)));
  for (Py_ssize_t i = 0; i < size_of(item(d, 10)); ++i) choices_.push_back(strings.keep(to_text(item(item(d, 10), i))));
  c_.struct_size = sizeof c_;
  c_.name = strings.keep(to_text(item(d, 0)));
  c_.meaning = strings.keep(to_text(item(d, 1)));
  c_.kind = static_cast<slalom_kind>(PyLong_AsLong(item(d, 2)));
  c_.number = to_number(item(d, 3));
  c_.text = strings.keep(to_text(item(d, 4)));
  c_.list = list_.data();
  c_.list_size = list_.size();
  c_.minimum = to_number(item(d, 6));
  c_.maximum = to_number(item(d, 7));
  if (PyObject_IsTrue(item(d, 8)) == 1) c_.flags |= SLALOM_LOG_SCALE;
  if (PyObject_IsTrue(item(d, 9)) == 1) c_.flags |= SLALOM_WHOLE_NUMBERS;
  c_.choices = choices_.data();
  c_.choice_count = choices_.size();
  c_.search_minimum = to_number(item(d, 11));
  c_.search_maximum = to_number(item(d, 12));
}

}  // namespace bridge
