# Read by cpack before each package.
if(CPACK_GENERATOR STREQUAL "TXZ")
  set(CPACK_PACKAGE_FILE_NAME slalom-${CPACK_PACKAGE_VERSION}-linux-x86_64)
endif()
