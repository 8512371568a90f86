# What `cmake --install` and packages have. Component `plugins`: those of one processor level; `program`: all the rest.
include(CMakePackageConfigHelpers)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)

# find_package(slalom) for plugin projects: from an installation, and from the build folder as it is.
set(package lib/cmake/slalom)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/slalom-config.cmake.in
                              ${CMAKE_BINARY_DIR}/${package}/slalom-config.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/${package}/slalom-config-version.cmake
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
configure_file(${PROJECT_SOURCE_DIR}/cmake/SlalomPlugins.cmake ${CMAKE_BINARY_DIR}/${package}/SlalomPlugins.cmake
               COPYONLY)
install(TARGETS slalom_sdk EXPORT slalom-targets)
export(EXPORT slalom-targets NAMESPACE slalom:: FILE ${CMAKE_BINARY_DIR}/${package}/slalom-targets.cmake)
install(EXPORT slalom-targets NAMESPACE slalom:: DESTINATION ${package})
install(FILES ${CMAKE_BINARY_DIR}/${package}/slalom-config.cmake
              ${CMAKE_BINARY_DIR}/${package}/slalom-config-version.cmake
              ${PROJECT_SOURCE_DIR}/cmake/SlalomPlugins.cmake
        DESTINATION ${package})

# The program finds all of this relative to itself.
install(TARGETS slalom DESTINATION bin)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/framework/sdk/include/ DESTINATION include)
cmake_path(SET libraries NORMALIZE lib/slalom/${SLALOM_LEVEL}) # framework/loader/processor_level.hpp chooses among them
foreach(folder plugins problems)
  get_property(targets DIRECTORY ${PROJECT_SOURCE_DIR}/${folder} PROPERTY BUILDSYSTEM_TARGETS)
  list(FILTER targets INCLUDE REGEX "^slalom_${folder}_") # not what they link statically
  install(TARGETS ${targets} LIBRARY DESTINATION ${libraries}/${folder} COMPONENT plugins)
endforeach()
get_property(targets DIRECTORY ${PROJECT_SOURCE_DIR}/plugins/peers PROPERTY BUILDSYSTEM_TARGETS)
if(targets)
  install(TARGETS ${targets} LIBRARY DESTINATION lib/slalom/peers)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/problems/data/sets/ DESTINATION share/slalom/data)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/reports/templates ${PROJECT_SOURCE_DIR}/cli/projects ${PROJECT_SOURCE_DIR}/suites
        DESTINATION share/slalom)

# Manual pages and completions come from the program.
install(CODE "execute_process(COMMAND ${PROJECT_SOURCE_DIR}/cmake/package/pages.sh $<TARGET_FILE:slalom>
                                      ${CMAKE_BINARY_DIR}/pages COMMAND_ERROR_IS_FATAL ANY)")
install(DIRECTORY ${CMAKE_BINARY_DIR}/pages/ DESTINATION share)
# With all that README and docs link to, at the same places relative to them.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs DESTINATION share/doc/slalom PATTERN site EXCLUDE)
foreach(file README.md CHANGELOG.md CITATION.cff CONTRIBUTING.md RELEASING.md SECURITY.md suites/peers/peers.yaml
             suites/peers/sparring.yaml problems/data/sets/SOURCES.md)
  cmake_path(GET file PARENT_PATH folder)
  install(FILES ${PROJECT_SOURCE_DIR}/${file} DESTINATION share/doc/slalom/${folder})
endforeach()
install(FILES ${PROJECT_SOURCE_DIR}/cmake/package/copyright DESTINATION share/doc/slalom)
