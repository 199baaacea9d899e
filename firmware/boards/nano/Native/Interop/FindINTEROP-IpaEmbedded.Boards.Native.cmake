# SPDX-License-Identifier: MIT
# Sources of the interop assembly for the build of nanoFramework's firmware: see README.md beside this file.

set(_ipa_name IpaEmbedded.Boards.Native)
set(_ipa_folder ${PROJECT_SOURCE_DIR}/InteropAssemblies/${_ipa_name})

set(${_ipa_name}_INCLUDE_DIRS
    ${PROJECT_SOURCE_DIR}/src/CLR/Core
    ${PROJECT_SOURCE_DIR}/src/CLR/Include
    ${PROJECT_SOURCE_DIR}/src/HAL/Include
    ${PROJECT_SOURCE_DIR}/src/PAL/Include
    ${_ipa_folder})

set(${_ipa_name}_SOURCES
    ${_ipa_folder}/DeviceMemory.cpp
    ${_ipa_folder}/Interop.cpp)

# The board's own file: windows, interrupts, time.
if(EXISTS ${_ipa_folder}/Board.cpp)
    list(APPEND ${_ipa_name}_SOURCES ${_ipa_folder}/Board.cpp)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(INTEROP-${_ipa_name} DEFAULT_MSG ${_ipa_name}_INCLUDE_DIRS ${_ipa_name}_SOURCES)
