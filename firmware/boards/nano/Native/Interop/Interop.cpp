// SPDX-License-Identifier: MIT
// Binds the bodies in DeviceMemory.cpp to the InternalCalls of DeviceMemory.cs: arguments off the managed stack, results back,
// a status as the exception of its code, and the table that the interpreter finds at start by the assembly's name.
#include <nanoCLR_Interop.h>
#include <nanoCLR_Runtime.h>

#include "DeviceMemory.h"

namespace
{
    // An ArgumentOutOfRangeException or an InvalidOperationException in managed code.
    HRESULT CodeOf(DeviceMemory::Status status)
    {
        return status == DeviceMemory::Done ? S_OK : status == DeviceMemory::OutOfRange ? CLR_E_OUT_OF_RANGE : CLR_E_INVALID_OPERATION;
    }

    // Takes so many numbers off the stack, from the first argument on.
    HRESULT Arguments(CLR_RT_StackFrame &stack, unsigned int *values, unsigned int count)
    {
        for (unsigned int i = 0; i < count; i++)
        {
            HRESULT code = Interop_Marshal_UINT32(stack, i, values[i]);
            if (FAILED(code))
            {
                return code;
            }
        }
        return S_OK;
    }

    HRESULT Read32(CLR_RT_StackFrame &stack)
    {
        unsigned int arguments[1];
        HRESULT code = Arguments(stack, arguments, 1);
        uint32_t value = 0;
        if (!FAILED(code))
        {
            code = CodeOf(DeviceMemory::Read32(arguments[0], value));
        }
        if (!FAILED(code))
        {
            SetResult_UINT32(stack, value);
        }
        return code;
    }

    HRESULT Write32(CLR_RT_StackFrame &stack)
    {
        unsigned int arguments[2];
        HRESULT code = Arguments(stack, arguments, 2);
        return FAILED(code) ? code : CodeOf(DeviceMemory::Write32(arguments[0], arguments[1]));
    }

    HRESULT Barrier(CLR_RT_StackFrame &)
    {
        DeviceMemory::Barrier();
        return S_OK;
    }

    HRESULT Map(CLR_RT_StackFrame &stack)
    {
        unsigned int arguments[3];
        HRESULT code = Arguments(stack, arguments, 3);
        uint32_t address = 0;
        if (!FAILED(code))
        {
            code = CodeOf(DeviceMemory::Map(arguments[0], arguments[1], arguments[2], address));
        }
        if (!FAILED(code))
        {
            SetResult_UINT32(stack, address);
        }
        return code;
    }

    HRESULT Unmap(CLR_RT_StackFrame &stack)
    {
        unsigned int arguments[2];
        HRESULT code = Arguments(stack, arguments, 2);
        return FAILED(code) ? code : CodeOf(DeviceMemory::Unmap(arguments[0], arguments[1]));
    }

    HRESULT WaitForInterrupt(CLR_RT_StackFrame &stack)
    {
        unsigned int mask;
        int timeout;
        HRESULT code = Interop_Marshal_UINT32(stack, 0, mask);
        if (!FAILED(code))
        {
            code = Interop_Marshal_INT32(stack, 1, timeout);
        }
        if (!FAILED(code))
        {
            SetResult_INT32(stack, DeviceMemory::WaitForInterrupt(mask, timeout));
        }
        return code;
    }

    // One entry per method of the assembly, in the order of DeviceMemory.cs.
    const CLR_RT_MethodHandler Methods[] = {Read32, Write32, Barrier, Map, Unmap, WaitForInterrupt};
}

// The checksum is over names and signatures of the managed methods; NativeChecksumTests compute it.
extern const CLR_RT_NativeAssemblyData g_CLR_AssemblyNative_IpaEmbedded_Boards_Native;
const CLR_RT_NativeAssemblyData g_CLR_AssemblyNative_IpaEmbedded_Boards_Native = {"IpaEmbedded.Boards.Native", 0x99A3789D, Methods, {100, 0, 0, 1}};
