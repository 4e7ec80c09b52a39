# CUDA, where it is wanted and there: the language, and the target CUDA::cudart_static. Its own CCCL is used, which nvcc
# finds by itself before any other.

set(CROSSOVER_HAS_CUDA OFF)
set(CROSSOVER_ALL_ARCHITECTURES 75 80 86 89 90 100 120)  # what the preset `portable` names
if(CROSSOVER_CUDA STREQUAL OFF)
  return()
endif()

include(CheckLanguage)
find_program(CROSSOVER_NVCC nvcc HINTS ENV CUDACXX ENV CUDA_PATH ENV CUDA_HOME PATHS /usr/local/cuda /opt/cuda
             PATH_SUFFIXES bin)
if(CROSSOVER_NVCC AND NOT DEFINED ENV{CUDACXX} AND NOT CMAKE_CUDA_COMPILER)
  set(CMAKE_CUDA_COMPILER ${CROSSOVER_NVCC})
endif()
check_language(CUDA)
if(NOT CMAKE_CUDA_COMPILER)
  if(CROSSOVER_CUDA STREQUAL ON)
    message(FATAL_ERROR "CROSSOVER_CUDA=ON, but no nvcc was found; install the CUDA Toolkit or use AUTO")
  endif()
  return()
endif()

# Code for the GPUs of this machine, and PTX, which the driver of any other machine translates for its own GPU when the
# program is first run: a home folder may be shared among machines. Where there is no GPU, PTX alone.
set(no_architectures_given ON)
if(DEFINED CMAKE_CUDA_ARCHITECTURES)
  set(no_architectures_given OFF)
endif()
enable_language(CUDA)
if(CMAKE_CUDA_COMPILER_VERSION VERSION_LESS 12.8)
  if(CROSSOVER_CUDA STREQUAL ON)
    message(FATAL_ERROR "CUDA ${CMAKE_CUDA_COMPILER_VERSION} is too old; crossover needs 12.8 or newer")
  endif()
  return()
endif()
if(no_architectures_given)
  set(architectures 75-virtual)
  if(CMAKE_CUDA_ARCHITECTURES_NATIVE MATCHES "^[0-9]")
    list(PREPEND architectures ${CMAKE_CUDA_ARCHITECTURES_NATIVE})
  endif()
  set(CMAKE_CUDA_ARCHITECTURES ${architectures} CACHE STRING "What GPUs the program has code for" FORCE)
endif()

find_package(CUDAToolkit REQUIRED)
set(CMAKE_CUDA20_STANDARD_COMPILE_OPTION -std=c++20)  # as newer versions of CMake know by themselves
set(CMAKE_CUDA_STANDARD 20)
set(CMAKE_CUDA_EXTENSIONS OFF)
set(CROSSOVER_HAS_CUDA ON)
message(STATUS "CUDA ${CMAKE_CUDA_COMPILER_VERSION} for ${CMAKE_CUDA_ARCHITECTURES}")
