// SPDX-License-Identifier: MIT
// Stands in for the header of the same name in nanoFramework's firmware: the names, types and signatures that Interop.cpp
// uses, as facts; bodies are those of the test in main.cpp.
#ifndef STUB_NANOCLR_INTEROP_H
#define STUB_NANOCLR_INTEROP_H

#include <stdint.h>

typedef int HRESULT;
#define S_OK ((HRESULT)0)
#define FAILED(status) ((HRESULT)(status) < 0)
#define CLR_E_WRONG_TYPE ((HRESULT)0xA4000000)
#define CLR_E_OUT_OF_RANGE ((HRESULT)0xA5000000)
#define CLR_E_INVALID_OPERATION ((HRESULT)0xD6000000)

struct CLR_RT_StackFrame
{
    uint32_t arguments[4];
    unsigned int count;
    uint32_t result;
    bool hasResult;
};

typedef HRESULT (*CLR_RT_MethodHandler)(CLR_RT_StackFrame &stack);

struct CLR_RECORD_VERSION
{
    uint16_t iMajorVersion;
    uint16_t iMinorVersion;
    uint16_t iBuildNumber;
    uint16_t iRevisionNumber;
};

struct CLR_RT_NativeAssemblyData
{
    const char *m_szAssemblyName;
    unsigned int m_checkSum;
    const void *m_pNativeMethods;
    CLR_RECORD_VERSION m_Version;
};

HRESULT Interop_Marshal_UINT32(const CLR_RT_StackFrame &stackFrame, unsigned int paramIndex, unsigned int &param);
HRESULT Interop_Marshal_INT32(const CLR_RT_StackFrame &stackFrame, unsigned int paramIndex, signed int &param);
void SetResult_INT32(CLR_RT_StackFrame &stackFrame, signed int value);
void SetResult_UINT32(CLR_RT_StackFrame &stackFrame, unsigned int value);

#endif
