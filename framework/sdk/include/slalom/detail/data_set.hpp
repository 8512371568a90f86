// How data sets are read: what <slalom/data_set.hpp> declares.
#pragma once

#include <slalom/cifar.hpp>
#include <slalom/data_path.hpp>
#include <slalom/data_set.hpp>
#include <slalom/detail/class_labels.hpp>
#include <slalom/idx.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <mutex>

namespace [[gnu::visibility("hidden")]] slalom {

SLALOM_INLINE HoldOut::HoldOut(std::size_t n, double share) {
  const auto before = [&](std::size_t i) { return std::floor(static_cast<double>(i) * share); };
  for (std::size_t i = 0; i < n; ++i)
    (before(i + 1) > before(i) ? held_out : kept).push_back(static_cast<Eigen::Index>(i));
  if (share > 0 && held_out.empty())
    throw std::runtime_error("validation " + std::to_string(share) + ": of " + std::to_string(n) +
                             " training examples this is none");
}

namespace detail {

/// The rows of a table are taken for square images where the number of features allows it.
inline std::optional<ImageSize> square_image(std::size_t features) {
  const auto side = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(features))));
  if (side * side != features) return std::nullopt;
  return ImageSize{1, side, side};
}

/// Every fifth row, beginning with the first, is a test example.
inline DataSet<double> split(DataTable table) {
  number_classes(table);
  const auto features = static_cast<Eigen::Index>(table.columns - 1);
  const auto rows = static_cast<Eigen::Index>(table.rows()), tests = (rows + 4) / 5;
  DataSet<double> data{.train = {Matrix<double>(features, rows - tests), {}},
                       .validation = {},
                       .test = {Matrix<double>(features, tests), {}},
                       .image = square_image(table.columns - 1)};
  for (std::size_t i = 0; i < table.rows(); ++i) {
    auto& part = i % 5 == 0 ? data.test : data.train;
    part.x.col(static_cast<Eigen::Index>(part.size())) = Eigen::Map<const Eigen::VectorXd>(table.row(i), features);
    part.y.push_back(static_cast<std::uint32_t>(table.row(i)[features]));
  }
  return data;
}

/// Images of FOLDER/PART-images-idx3-ubyte with their labels.
inline Examples<double> read_images(const std::string& folder, const std::string& part, std::optional<ImageSize>& size,
                                    std::uint64_t limit) {
  const auto images = read_idx(folder + "/" + part + "-images-idx3-ubyte", 3, limit);
  const auto path_of_labels = folder + "/" + part + "-labels-idx1-ubyte";
  const auto labels = read_idx(path_of_labels, 1, limit);
  const auto count = images.shape[0], pixels = images.shape[1] * images.shape[2];
  if (count == 0 || pixels == 0) throw std::runtime_error(folder + "/" + part + "-images-idx3-ubyte: it has no images");
  size = {1, images.shape[1], images.shape[2]};
  if (labels.shape[0] != count)
    throw std::runtime_error(path_of_labels + ": " + std::to_string(labels.shape[0]) + " labels for " +
                             std::to_string(count) + " images");
  Examples<double> examples{Matrix<double>(static_cast<Eigen::Index>(pixels), static_cast<Eigen::Index>(count)), {}};
  for (std::size_t i = 0; i < count * pixels; ++i) examples.x.data()[i] = images[i];
  for (std::size_t i = 0; i < count; ++i) examples.y.push_back(static_cast<std::uint32_t>(labels[i]));
  return examples;
}

/// The images of some of CIFAR-10's files.
inline Examples<double> read_cifar_files(const std::vector<std::string>& paths, std::uint64_t limit) {
  std::string all;
  for (const auto& path : paths) {
    all += read_cifar(path, limit);
    check_data_limit(path, "the images up to this file", static_cast<double>(all.size()) * sizeof(double), limit);
  }
  Examples<double> examples;
  examples.x.resize(cifar_pixels, static_cast<Eigen::Index>(all.size() / (1 + cifar_pixels)));
  auto at = all.begin();
  for (auto image : examples.x.colwise()) {
    examples.y.push_back(static_cast<unsigned char>(*at++));
    for (double& pixel : image) pixel = static_cast<unsigned char>(*at++);
  }
  return examples;
}

/// What is said where a data set is not there.
inline std::string wanted_classes(const std::string& name) {
  if (name == "fashion_mnist") return "the Debian package dataset-fashion-mnist (scripts/bootstrap.sh --data)";
  return std::string(table_formats) + ", or a folder NAME of MNIST's or CIFAR-10's files";
}

inline DataSet<double> read_classes(const std::string& place, std::uint64_t limit) {
  DataSet<double> data;
  const auto cifar_test = place + "/test_batch.bin";
  if (std::filesystem::exists(cifar_test) || std::filesystem::exists(cifar_test + ".gz")) {
    std::vector<std::string> parts;
    for (const auto* number : {"1", "2", "3", "4", "5"}) parts.push_back(place + "/data_batch_" + number + ".bin");
    data.train = read_cifar_files(parts, limit);
    data.test = read_cifar_files({cifar_test}, limit);
    data.image = {3, 32, 32};
  } else if (std::filesystem::is_directory(place)) {
    data.train = read_images(place, "train", data.image, limit);
    data.test = read_images(place, "t10k", data.image, limit);
  } else {
    data = split(read_table_at(place, limit));
  }
  if (data.train.x.rows() != data.test.x.rows())
    throw std::runtime_error(place + ": images for testing have another size than those for training");
  return data;
}

/// Takes some of the training examples for validation.
inline void hold_out(DataSet<double>& data, double share) {
  if (share == 0) return;
  const HoldOut parts(data.train.size(), share);
  const auto part = [&](const std::vector<Eigen::Index>& chosen) {
    Examples<double> examples{data.train.x(Eigen::all, chosen), {}};
    for (const auto i : chosen) examples.y.push_back(data.train.y[static_cast<std::size_t>(i)]);
    return examples;
  };
  data.validation = part(parts.held_out);
  data.train = part(parts.kept);
}

SLALOM_INLINE void scale(std::initializer_list<Matrix<double>*> parts, const std::string& scaling) {
  const auto& train = **parts.begin();
  if (scaling == "standardize") {
    const auto n = static_cast<double>(train.cols());
    const Eigen::VectorXd mean = train.rowwise().mean();
    Eigen::VectorXd deviation = (train.colwise() - mean).rowwise().squaredNorm() / n;
    // A constant feature becomes 0 everywhere: its mean is rounded, so that it has a variance of about this size.
    constexpr double epsilon = std::numeric_limits<double>::epsilon();
    for (Eigen::Index i = 0; i < deviation.size(); ++i) {
      const double variance = deviation[i], rounding = n * epsilon * variance + std::pow(n * mean[i] * epsilon, 2);
      deviation[i] = variance > rounding ? std::sqrt(variance) : std::numeric_limits<double>::infinity();
    }
    for (auto* x : parts)
      if (x->size() > 0) *x = (x->colwise() - mean).array().colwise() / deviation.array();
  } else if (scaling == "maximum") {
    const double largest = train.cwiseAbs().maxCoeff();
    for (auto* x : parts) *x /= largest > 0 ? largest : 1;
  }
}

template <class Real>
Examples<Real> in_type(Examples<double>&& examples) {
  if constexpr (std::is_same_v<Real, double>)
    return std::move(examples);
  else
    return {examples.x.template cast<Real>(), std::move(examples.y)};
}

}  // namespace detail

template <class Real>
DataSet<Real> load_classes(const DataFolders& folders, const DataChoice& choice) {
  auto data =
      detail::read_classes(require_data(folders.text, choice.name, detail::wanted_classes(choice.name)), folders.limit);
  const auto classes = 1 + std::max(*std::ranges::max_element(data.train.y), *std::ranges::max_element(data.test.y));
  detail::hold_out(data, choice.validation);
  detail::scale({&data.train.x, &data.validation.x, &data.test.x}, choice.scaling);
  return {.train = detail::in_type<Real>(std::move(data.train)),
          .validation = detail::in_type<Real>(std::move(data.validation)),
          .test = detail::in_type<Real>(std::move(data.test)),
          .image = data.image,
          .classes = classes};
}

template <class Real>
std::shared_ptr<const DataSet<Real>> share_classes(const DataFolders& folders, const DataChoice& choice) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, DataChoice>, std::weak_ptr<const DataSet<Real>>> loaded;
  const std::lock_guard lock(mutex);
  auto& known = loaded[{folders.text, choice}];
  auto data = known.lock();
  if (!data) known = data = std::make_shared<const DataSet<Real>>(load_classes<Real>(folders, choice));
  return data;
}

}  // namespace slalom
