# A folder that runs on another x86-64 Linux (glibc of this system or newer) with or without an NVIDIA GPU: the program, the
# shared libraries that it needs beside libc, and what the GPU acceptance run needs. Built by the preset `portable`.

set(everything crossover)
if(CROSSOVER_HAS_CUDA)
  list(APPEND everything instruction_rates sort_rates textbook_xorwow)
endif()
if(CROSSOVER_TESTS)
  list(APPEND everything test_pi test_sort)
endif()

set_target_properties(${everything} PROPERTIES INSTALL_RPATH "$ORIGIN/lib")
install(TARGETS ${everything} RUNTIME_DEPENDENCY_SET libraries RUNTIME DESTINATION .)
install(RUNTIME_DEPENDENCY_SET libraries
  PRE_EXCLUDE_REGEXES "^ld-linux" "^lib(c|m|dl|rt|pthread)\\.so"
  LIBRARY DESTINATION lib)
add_custom_target(portable_folder COMMAND ${CMAKE_COMMAND} --install ${PROJECT_BINARY_DIR} DEPENDS ${everything})
