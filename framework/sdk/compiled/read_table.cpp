#include <slalom/detail/read_table.hpp>
