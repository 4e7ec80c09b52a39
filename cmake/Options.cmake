# What a build can be told, and what all its targets share.

option(CROSSOVER_TESTS "Build the tests" OFF)
option(CROSSOVER_BENCH "Build the micro benchmarks" OFF)
option(CROSSOVER_PORTABLE "Install a folder that runs elsewhere, with the programs of the GPU acceptance run" OFF)
option(CROSSOVER_WARNINGS_AS_ERRORS "For those who change the code; off for those who only build it" ON)
set(CROSSOVER_OPENMP AUTO CACHE STRING "What needs OpenMP: AUTO (when the compiler has it), ON or OFF")
set_property(CACHE CROSSOVER_OPENMP PROPERTY STRINGS AUTO ON OFF)
set(CROSSOVER_TBB AUTO CACHE STRING "The tbb sorter: AUTO (when oneTBB is found), ON or OFF")
set_property(CACHE CROSSOVER_TBB PROPERTY STRINGS AUTO ON OFF)
set(CROSSOVER_CUDA AUTO CACHE STRING "The cuda backend: AUTO (when nvcc is found), ON or OFF")
set_property(CACHE CROSSOVER_CUDA PROPERTY STRINGS AUTO ON OFF)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_path(HIGHWAY_INCLUDE_DIR hwy/highway.h REQUIRED)  # its headers alone: see docs/decisions/0003-highway.md

if(NOT CROSSOVER_OPENMP STREQUAL OFF)
  find_package(OpenMP COMPONENTS CXX)
  if(CROSSOVER_OPENMP STREQUAL ON AND NOT OpenMP_CXX_FOUND)
    message(FATAL_ERROR "CROSSOVER_OPENMP=ON, but this compiler has no OpenMP; install its runtime (libgomp) or use AUTO")
  endif()
endif()

if(NOT CROSSOVER_TBB STREQUAL OFF)
  find_package(TBB 2021 CONFIG QUIET)
  if(CROSSOVER_TBB STREQUAL ON AND NOT TBB_FOUND)
    message(FATAL_ERROR "CROSSOVER_TBB=ON, but oneTBB 2021 or newer was not found; install libtbb-dev or use AUTO")
  endif()
endif()

include(Cuda)

# Thrust sorts on CPUs too, by OpenMP. Its headers are the toolkit's own, never those of Debian's libthrust-dev.
set(CROSSOVER_HAS_THRUST_HOST OFF)
if(CROSSOVER_HAS_CUDA AND TARGET OpenMP::OpenMP_CXX)
  find_path(CROSSOVER_CCCL_INCLUDE_DIR thrust/sort.h PATHS ${CUDAToolkit_INCLUDE_DIRS} PATH_SUFFIXES cccl
            NO_DEFAULT_PATH)
  if(CROSSOVER_CCCL_INCLUDE_DIR)
    set(CROSSOVER_HAS_THRUST_HOST ON)
  endif()
endif()
