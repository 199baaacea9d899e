// SPDX-License-Identifier: MIT
// Stands in for the header of the same name: Interop.cpp includes it as the firmware's other assemblies do, and uses nothing of it here.
#ifndef STUB_NANOCLR_RUNTIME_H
#define STUB_NANOCLR_RUNTIME_H
#endif
