// Tables of plugins on their way from the process that has loaded them to one that never will.
#pragma once

#include "loader/registry.hpp"

#include <cstdint>
#include <span>

namespace slalom::loader {

Json to_json(const FileTables& tables);

/// Throws std::exception if this cannot have been made of a sound table: the process that sent it ran foreign code.
FileTables tables_from_json(const Json& json);
/// Of the same as CBOR.
FileTables tables_from_cbor(std::span<const std::uint8_t> bytes);

}  // namespace slalom::loader
