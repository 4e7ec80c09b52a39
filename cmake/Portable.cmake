# A folder that runs on another x86-64 Linux (glibc of this system or newer) with or without an NVIDIA GPU: the program, the
# shared libraries that it needs beside libc, and what the GPU acceptance run needs. Built by the preset `portable`.

set(everything crossover)
if(CROSSOVER_HAS_CUDA)
  list(APPEND everything instruction_rates race sort_rates textbook_xorwow)
endif()

set_target_properties(${everything} PROPERTIES INSTALL_RPATH "$ORIGIN/lib")
install(TARGETS ${everything} RUNTIME_DEPENDENCY_SET libraries RUNTIME DESTINATION .)

# The test programs that have to do with a GPU or run the program, for a machine without GoogleTest; CROSSOVER_PROGRAM and
# CROSSOVER_TEST_DATA tell them where the program and the data are.
if(CROSSOVER_TESTS)
  set(tests test_kernels test_machine test_system test_files test_threads test_cuda test_pi test_sort test_cli test_program)
  set_target_properties(${tests} PROPERTIES INSTALL_RPATH "$ORIGIN/../lib")
  install(TARGETS ${tests} RUNTIME_DEPENDENCY_SET libraries RUNTIME DESTINATION tests)
  foreach(kind gpus liars slow_kernel)
    set_target_properties(crossover_with_${kind} PROPERTIES INSTALL_RPATH "$ORIGIN/../../lib")
    install(TARGETS crossover_with_${kind} RUNTIME_DEPENDENCY_SET libraries RUNTIME DESTINATION tests/with_${kind})
    list(APPEND tests crossover_with_${kind})
  endforeach()
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/tests/data DESTINATION tests)
  list(APPEND everything ${tests})
endif()

install(RUNTIME_DEPENDENCY_SET libraries
  PRE_EXCLUDE_REGEXES "^ld-linux" "^lib(c|m|dl|rt|pthread)\\.so"
  LIBRARY DESTINATION lib)
add_custom_target(portable_folder COMMAND ${CMAKE_COMMAND} --install ${PROJECT_BINARY_DIR} --strip DEPENDS ${everything})
