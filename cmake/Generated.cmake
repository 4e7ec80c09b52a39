# Sources that the build writes: what build this is, and the known answers as C++.

# Made anew with every build, rewritten only when it says something else.
function(crossover_generate_build_info output)
  add_custom_target(crossover_build_info
    BYPRODUCTS ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DINPUT=${PROJECT_SOURCE_DIR}/host/machine/build_info.cpp.in
            -DSOURCE_DIR=${PROJECT_SOURCE_DIR} -DPROJECT_VERSION=${PROJECT_VERSION}
            "-DCOMPILER=${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}" -DBUILD_TYPE=${CMAKE_BUILD_TYPE}
            -P ${PROJECT_SOURCE_DIR}/cmake/write_build_info.cmake
    COMMENT "" VERBATIM)
endfunction()

# One initialiser a line of the table: {Seed{42}, {0, 10}, 7},
function(crossover_generate_known_hits input output)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${input})
  file(STRINGS ${input} lines REGEX "^[0-9]")
  set(KNOWN_HITS "")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^([0-9]+)\t([0-9]+)\t([0-9]+)\t([0-9]+).*" "      {Seed{\\1U}, {\\2U, \\3U}, \\4U},\n" row "${line}")
    string(APPEND KNOWN_HITS "${row}")
  endforeach()
  configure_file(${PROJECT_SOURCE_DIR}/host/pi/known_hits.cpp.in ${output} @ONLY)
endfunction()

# What the program prints when it is called with arguments, as a file.
function(crossover_print output)
  cmake_path(GET output PARENT_PATH folder)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
    COMMAND crossover ${ARGN} > ${output}
    DEPENDS crossover COMMENT "" VERBATIM)
endfunction()

# Files as text in a table of C++: {"threads.py", R"text(...)text"},
function(crossover_generate_files_table template output)
  set(FILES_TABLE "")
  foreach(file IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} content)
    cmake_path(GET file FILENAME name)
    string(APPEND FILES_TABLE "    {\"${name}\", R\"text(${content})text\"},\n")
  endforeach()
  configure_file(${template} ${output} @ONLY)
endfunction()
