#include <slalom/detail/data_set.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

template std::shared_ptr<const DataSet<float>> share_classes(const DataFolders& folders, const DataChoice& choice);
template std::shared_ptr<const DataSet<double>> share_classes(const DataFolders& folders, const DataChoice& choice);

}  // namespace slalom
