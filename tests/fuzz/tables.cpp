// Any bytes from the process that has loaded plugins: tables that can be sent again, or an exception.
#include "loader/table_json.hpp"

#include <cstdlib>

using namespace slalom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  loader::FileTables tables{.version = "", .optimizers = {}, .problems = {}, .schedules = {}};
  try {
    tables = loader::tables_from_cbor({data, size});
  } catch (const std::exception&) {
    return 0;
  }
  const auto again = Json::to_cbor(loader::to_json(tables));
  if (loader::to_json(loader::tables_from_cbor(again)) != loader::to_json(tables)) std::abort();
  return 0;
}
