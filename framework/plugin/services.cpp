#include "plugin/services.hpp"

#include <string_view>

namespace slalom::host {

Services::Services(const std::filesystem::path& data_folder, const slalom_once* once)
    : data_folder_(data_folder.string()),
      once_(once),
      c_{.struct_size = sizeof(slalom_host),
         .self = this,
         .fail =
             [](void* self, const char* message) {
               static_cast<Services*>(self)->failure_ = message == nullptr ? "" : message;
             },
         .extension = [](void* self, const char* name) -> const void* {
           return std::string_view(name) == SLALOM_ONCE ? static_cast<Services*>(self)->once_ : nullptr;
         },
         .data_folder = data_folder_.c_str()} {}

void Services::check(slalom_status status) const {
  if (status != SLALOM_OK) throw PluginError(failure_.empty() ? "the plugin failed and did not say why" : failure_);
}

}  // namespace slalom::host
