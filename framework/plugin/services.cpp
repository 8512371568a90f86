#include "plugin/services.hpp"

namespace slalom::host {

Services::Services(const std::filesystem::path& data_folder)
    : data_folder_(data_folder.string()),
      c_{.struct_size = sizeof(slalom_host),
         .self = this,
         .fail =
             [](void* self, const char* message) {
               static_cast<Services*>(self)->failure_ = message == nullptr ? "" : message;
             },
         .extension = [](void*, const char*) -> const void* { return nullptr; },
         .data_folder = data_folder_.c_str()} {}

void Services::check(slalom_status status) const {
  if (status != SLALOM_OK) throw PluginError(failure_.empty() ? "the plugin failed and did not say why" : failure_);
}

}  // namespace slalom::host
