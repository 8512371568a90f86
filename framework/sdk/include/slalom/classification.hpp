// What problems that learn classes from examples share: data sets, passing through batches, and the loss.
#pragma once

#include <slalom/idx.hpp>
#include <slalom/linear_algebra.hpp>
#include <slalom/problem.hpp>
#include <slalom/read_table.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace [[gnu::visibility("hidden")]] slalom {

using Classes = std::span<const std::uint32_t>;

template <class Real>
struct Examples {
  Matrix<Real> x;                ///< the features, one example a column
  std::vector<std::uint32_t> y;  ///< the class of each

  std::size_t size() const { return y.size(); }
};

/// What the features of an example are, if they are an image: channel after channel, row after row.
struct ImageSize {
  std::size_t channels = 0, height = 0, width = 0;
};

template <class Real>
struct DataSet {
  Examples<Real> train, test;
  std::optional<ImageSize> image{};
  std::size_t classes = 0;

  std::size_t features() const { return static_cast<std::size_t>(train.x.rows()); }
};

namespace detail {

/// The class of row i.
inline std::uint32_t label(const DataTable& table, std::size_t i) {
  const double y = table.row(i)[table.columns - 1];
  if (y < 0 || y != std::floor(y) || y >= static_cast<double>(table.rows()))
    throw std::runtime_error(table.where(i) +
                             ": the last column must be the class, a whole number from 0, fewer than there are rows");
  return static_cast<std::uint32_t>(y);
}

/// The rows of a table are taken for square images where the number of features allows it.
inline std::optional<ImageSize> square_image(std::size_t features) {
  const auto side = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(features))));
  if (side * side != features) return std::nullopt;
  return ImageSize{1, side, side};
}

/// Every fifth row, beginning with the first, is a test example.
inline DataSet<double> split(const DataTable& table) {
  const auto features = static_cast<Eigen::Index>(table.columns - 1);
  const auto rows = static_cast<Eigen::Index>(table.rows()), tests = (rows + 4) / 5;
  DataSet<double> data{{Matrix<double>(features, rows - tests), {}},
                       {Matrix<double>(features, tests), {}},
                       square_image(table.columns - 1)};
  for (std::size_t i = 0; i < table.rows(); ++i) {
    auto& part = i % 5 == 0 ? data.test : data.train;
    part.x.col(static_cast<Eigen::Index>(part.size())) = Eigen::Map<const Eigen::VectorXd>(table.row(i), features);
    part.y.push_back(label(table, i));
  }
  return data;
}

/// Images of FOLDER/PART-images-idx3-ubyte with their labels.
inline Examples<double> read_images(const std::string& folder, const std::string& part,
                                    std::optional<ImageSize>& size) {
  const auto images = read_idx(folder + "/" + part + "-images-idx3-ubyte", 3);
  const auto path_of_labels = folder + "/" + part + "-labels-idx1-ubyte";
  const auto labels = read_idx(path_of_labels, 1);
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

/// Scales features by what the training examples alone tell.
inline void scale(Matrix<double>& train, Matrix<double>& test, const std::string& scaling) {
  if (scaling == "standardize") {
    const Eigen::VectorXd mean = train.rowwise().mean();
    Eigen::VectorXd deviation = (train.colwise() - mean).rowwise().squaredNorm() / static_cast<double>(train.cols());
    deviation = (deviation.array() > 0).select(deviation.cwiseSqrt(), 1);  // a constant feature becomes 0
    for (auto* x : {&train, &test}) *x = (x->colwise() - mean).array().colwise() / deviation.array();
  } else if (scaling == "maximum") {
    const double largest = train.cwiseAbs().maxCoeff();
    for (auto* x : {&train, &test}) *x /= largest > 0 ? largest : 1;
  }
}

}  // namespace detail

/// Ways to scale features, for a setting `scaling`; put the default first.
inline constexpr const char* scaling_meaning =
    "features: standardize (mean 0, variance 1 each), maximum (all by the largest absolute one), none";

/// What a setting `data` can name, for problems with classes.
inline constexpr const char* classes_meaning =
    "data set: NAME.csv, NAME.svm or NAME.npy with the class, 0, 1, 2, …, last; or a folder NAME of MNIST's four files";

/// Reads a table whose last column is the class, of which every fifth row is for testing; or the images of MNIST's four
/// files. The features of both parts are scaled by what the training examples tell. Throws std::runtime_error.
template <class Real>
DataSet<Real> load_classes(const std::string& folder, const std::string& name, const std::string& scaling) {
  const auto path = path_of_data(folder, name);
  DataSet<double> data;
  if (std::filesystem::is_directory(path)) {
    data.train = detail::read_images(path, "train", data.image);
    data.test = detail::read_images(path, "t10k", data.image);
  } else {
    data = detail::split(read_table(folder, name));
  }
  if (data.train.x.rows() != data.test.x.rows())
    throw std::runtime_error(path + ": images for testing have another size than those for training");
  detail::scale(data.train.x, data.test.x, scaling);
  const auto classes = 1 + std::max(*std::ranges::max_element(data.train.y), *std::ranges::max_element(data.test.y));
  return {{data.train.x.template cast<Real>(), std::move(data.train.y)},
          {data.test.x.template cast<Real>(), std::move(data.test.y)},
          data.image,
          classes};
}

/// The same, shared by all that use it at the same time.
template <class Real>
std::shared_ptr<const DataSet<Real>> share_classes(const std::string& folder, const std::string& name,
                                                   const std::string& scaling) {
  static std::mutex mutex;
  static std::map<std::array<std::string, 3>, std::weak_ptr<const DataSet<Real>>> loaded;
  const std::lock_guard lock(mutex);
  auto& known = loaded[{folder, name, scaling}];
  auto data = known.lock();
  if (!data) known = data = std::make_shared<const DataSet<Real>>(load_classes<Real>(folder, name, scaling));
  return data;
}

/// Passes through examples a few at a time, so that scratch memory is small and stays in the cache.
template <class Real>
class Chunks {
 public:
  static constexpr std::size_t most = 128;
  using Features = Eigen::Map<const Matrix<Real>>;

  explicit Chunks(const Examples<Real>& examples)
      : examples_(&examples), x_(examples.x.rows(), static_cast<Eigen::Index>(most)), y_(most) {}

  /// Calls visit(Features x, Classes y) for the examples of the batch, in order; x has one a column.
  template <class Visit>
  void each(const Batch& batch, Visit visit) {
    if (batch.all()) return each(*examples_, visit);
    const auto all = batch.indices();
    for (std::size_t first = 0; first < all.size(); first += most) {
      const auto some = all.subspan(first, std::min(most, all.size() - first));
      for (std::size_t k = 0; k < some.size(); ++k) {
        x_.col(static_cast<Eigen::Index>(k)) = examples_->x.col(some[k]);
        y_[k] = examples_->y[some[k]];
      }
      visit(Features(x_.data(), x_.rows(), static_cast<Eigen::Index>(some.size())), Classes(y_).first(some.size()));
    }
  }
  /// The same for all examples.
  template <class Visit>
  static void each(const Examples<Real>& all, Visit visit) {
    for (std::size_t first = 0; first < all.size(); first += most) {
      const auto size = std::min(most, all.size() - first);
      const auto features = all.x.rows();
      visit(Features(all.x.data() + features * static_cast<Eigen::Index>(first), features,
                     static_cast<Eigen::Index>(size)),
            Classes(all.y).subspan(first, size));
    }
  }

 private:
  const Examples<Real>* examples_;
  Matrix<Real> x_;
  std::vector<std::uint32_t> y_;
};

/// z: one column of class scores an example. Makes each its probabilities, exp z_k / sum_j exp z_j, and returns the sum
/// of the cross-entropies -log z_y over the examples.
template <class Scores>
double softmax(Scores&& z, Classes y) {
  double loss = 0;
  for (Eigen::Index i = 0; i < z.cols(); ++i) {
    auto column = z.col(i);
    column.array() -= column.maxCoeff();
    loss -= column[y[static_cast<std::size_t>(i)]];
  }
  z = z.array().exp();
  for (Eigen::Index i = 0; i < z.cols(); ++i) {
    auto column = z.col(i);
    const auto sum = column.sum();
    loss += std::log(sum);
    column /= sum;
  }
  return loss;
}

/// The derivative of the cross-entropy by the scores, from the probabilities: 1 less at the class of each example.
template <class Scores>
void subtract_classes(Scores&& p, Classes y) {
  for (std::size_t i = 0; i < y.size(); ++i) p(y[i], static_cast<Eigen::Index>(i)) -= 1;
}

/// How many examples have their largest score at their class.
template <class Scores>
std::size_t count_correct(const Scores& z, Classes y) {
  std::size_t correct = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    Eigen::Index best = 0;
    z.col(static_cast<Eigen::Index>(i)).maxCoeff(&best);
    correct += best == y[i];
  }
  return correct;
}

}  // namespace slalom
