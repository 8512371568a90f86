# Run by cpack when all files of a package are in one folder, before they are packed.
set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY})

if(CPACK_GENERATOR STREQUAL "DEB")
  string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
  file(WRITE ${root}/usr/share/doc/slalom/changelog
       "slalom (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium\n\n"
       "  * CHANGELOG.md has what is new.\n\n"
       " -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
  execute_process(COMMAND gzip -9n ${root}/usr/share/doc/slalom/changelog COMMAND_ERROR_IS_FATAL ANY)
  return()
endif()

# The archive brings the libraries that a bare Debian lacks: all but glibc's. The program finds them, and those that its
# plugins need, by its RPATH (as a RUNPATH it would not hold for plugins). Their licences go with them.
file(GLOB plugins ${root}/lib/slalom/*/*/*.so)
file(GET_RUNTIME_DEPENDENCIES EXECUTABLES ${root}/bin/slalom LIBRARIES ${plugins} RESOLVED_DEPENDENCIES_VAR libraries
     PRE_EXCLUDE_REGEXES "^ld-linux" "^lib(c|m|mvec|dl|pthread|rt)\\.so")
foreach(library IN LISTS libraries)
  file(COPY ${library} DESTINATION ${root}/lib/slalom/bundled FOLLOW_SYMLINK_CHAIN)
  file(REAL_PATH ${library} file)
  execute_process(COMMAND sh -c "dpkg-query -S \"$1\" || dpkg-query -S \"\${1#/usr}\"" sh ${file} OUTPUT_VARIABLE owner
                  ERROR_QUIET COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE ":.*" "" owner "${owner}")
  configure_file(/usr/share/doc/${owner}/copyright ${root}/share/doc/slalom/bundled/${owner} COPYONLY)
endforeach()
execute_process(COMMAND patchelf --force-rpath --set-rpath "$ORIGIN/../lib/slalom/bundled" ${root}/bin/slalom
                COMMAND_ERROR_IS_FATAL ANY)
