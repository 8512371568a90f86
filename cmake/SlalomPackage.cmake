# What cpack packs (scripts/package.sh): a Debian package, and an archive that runs from any folder.
set(SLALOM_MAINTAINER "The Slalom authors <maintainers@slalom.example>" CACHE STRING "maintainer of the Debian package: name <address>")
set(CPACK_GENERATOR DEB TXZ)
set(CPACK_PACKAGE_NAME slalom)
set(CPACK_PACKAGE_CONTACT ${SLALOM_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "benchmark of optimizers on loss functions")
set(CPACK_PACKAGE_DESCRIPTION
    "Runs optimizers on test problems with many seeds, and reports which one won,
where, by how much, and with what statistical confidence. Optimizers and
problems are plugins in C++ or C; a suite in YAML says what to run.
.
Every optimizer gets the same start points, batches and budgets. Results are
the same to the last bit for any number of threads. A plugin that fails costs
only its own run.")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                                                WORLD_EXECUTE)
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/cmake/package/generator.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/package/complete.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "gnuplot-nox | gnuplot, fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "g++, cmake, libeigen3-dev, zlib1g-dev, libpython3.11, dataset-fashion-mnist")
include(CPack)
