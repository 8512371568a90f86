#include "loader/services.hpp"

#include "process/search_path.hpp"

#include <string_view>

namespace slalom::loader {

namespace {

std::vector<const char*> pointers_to(const std::vector<std::filesystem::path>& paths) {
  std::vector<const char*> all;
  for (const auto& path : paths) all.push_back(path.c_str());
  return all;
}

const char* text_or_empty(const char* text) { return text == nullptr ? "" : text; }

}  // namespace

Services::Services(const DataSource& data_folder, const HostExtensions& extensions)
    : data_folder_(data_folder.folders),
      data_limit_{.struct_size = sizeof(slalom_data_limit), .bytes = data_folder.limit},
      extensions_(extensions),
      data_folders_(process::folders_in(data_folder_)),
      data_folder_pointers_(pointers_to(data_folders_)),
      c_{.struct_size = sizeof(slalom_host),
         .self = this,
         .fail = [](void* self,
                    const char* message) { static_cast<Services*>(self)->failure_ = text_or_empty(message); },
         .extension = [](void* self, const char* name) -> const void* {
           const auto& services = *static_cast<Services*>(self);
           if (std::string_view(name) == SLALOM_ONCE) return services.extensions_.once;
           if (std::string_view(name) == SLALOM_DATA_LIMIT) return &services.data_limit_;
           if (std::string_view(name) == SLALOM_RESIDUAL_ORACLE) return services.extensions_.residuals;
           if (std::string_view(name) == SLALOM_VALUES_ORACLE) return services.extensions_.values;
           if (std::string_view(name) == SLALOM_INITIAL_RATE) return services.extensions_.initial_rate;
           return nullptr;
         },
         .data_folder = data_folder_.c_str(),
         .done = [](void* self, const char* reason) { static_cast<Services*>(self)->done_ = text_or_empty(reason); },
         .data_folders = data_folder_pointers_.data(),
         .data_folder_count = data_folder_pointers_.size()} {}

void Services::check(slalom_status status) const {
  if (status == SLALOM_SKIP) throw Skipped(failure_.empty() ? "the plugin did not say why" : failure_);
  if (status != SLALOM_OK) throw PluginError(failure_.empty() ? "the plugin failed and did not say why" : failure_);
}

}  // namespace slalom::loader
