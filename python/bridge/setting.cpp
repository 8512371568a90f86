#include "setting.hpp"

namespace bridge {

namespace {

Object value_object(const slalom_setting& setting, const slalom_value& value) {
  if (setting.kind == SLALOM_CHOICE || setting.kind == SLALOM_TEXT) return text_object(value.text);
  if (setting.kind != SLALOM_LIST) return checked(PyFloat_FromDouble(value.number));
  auto list = checked(PyList_New(static_cast<Py_ssize_t>(value.list_size)));
  for (std::size_t i = 0; i < value.list_size; ++i)
    PyList_SetItem(list.get(), static_cast<Py_ssize_t>(i), PyFloat_FromDouble(value.list[i]));
  return list;
}

}  // namespace

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

DeclaredSettings::DeclaredSettings(PyObject* declarations, Strings& strings) {
  for (Py_ssize_t i = 0; i < size_of(declarations); ++i)
    pointers.push_back(all.emplace_back(item(declarations, i), strings).c());
}

Object values_of(const DeclaredSettings& settings, const slalom_value* const* values) {
  auto list = checked(PyList_New(0));
  for (std::size_t i = 0; i < settings.pointers.size(); ++i) {
    const auto value = value_object(*settings.pointers[i], *values[i]);
    if (PyList_Append(list.get(), value.get()) != 0) throw PythonError{};
  }
  return list;
}

}  // namespace bridge
