# Compiles GPU kernels, at least so many, for some architectures and fails when one of them spills registers to memory.
# Run as: cmake -DNVCC=... -DROOT=... -DSOURCE=... -DKERNELS=3 -DARCHITECTURES=75,80 -P spills.cmake

string(REPLACE "," ";" ARCHITECTURES "${ARCHITECTURES}")
foreach(architecture IN LISTS ARCHITECTURES)
  execute_process(
    COMMAND ${NVCC} -std=c++20 -O3 -DNDEBUG -I${ROOT} -arch=sm_${architecture} -cubin -Xptxas=-v
            -o ${CMAKE_CURRENT_BINARY_DIR}/spills_${architecture}.cubin ${SOURCE}
    RESULT_VARIABLE result OUTPUT_VARIABLE report ERROR_VARIABLE report)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "sm_${architecture}: ${report}")
  endif()
  string(REGEX MATCHALL "[0-9]+ bytes spill stores, [0-9]+ bytes spill loads" spills "${report}")
  list(LENGTH spills kernels)
  if(kernels LESS KERNELS)
    message(FATAL_ERROR "sm_${architecture}: ptxas reported on ${kernels} kernels, not on ${KERNELS}:\n${report}")
  endif()
  list(REMOVE_DUPLICATES spills)
  if(NOT spills STREQUAL "0 bytes spill stores, 0 bytes spill loads")
    message(FATAL_ERROR "sm_${architecture}: a kernel spills:\n${report}")
  endif()
endforeach()
