// SPDX-License-Identifier: MIT
// Calls the native methods of IpaEmbedded.Boards.Native as the interpreter does, through the table, on memory of this process
// at addresses of 32 bits. Prints the assembly's name, version and checksum, a line per check that fails, and "ok".
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include <nanoCLR_Interop.h>

#include "Board.h"
#include "DeviceMemory.h"

extern const CLR_RT_NativeAssemblyData g_CLR_AssemblyNative_IpaEmbedded_Boards_Native;

static const uint32_t First = 0x20000000;
static const uint32_t Last = 0xfffff000;

extern const IpaBoardWindow g_IpaBoardWindows[] = {{First, 0x2000}, {0x30000000, 0x1000}, {Last, 0xfff}};
extern const size_t g_IpaBoardWindowCount = 3;

static uint32_t g_enabled;
static uint32_t g_now;
static int g_raiseAt = -1;
static uint32_t g_raised;
static int g_failures;

void IpaBoard_SetInterrupts(uint32_t mask, bool enabled)
{
    g_enabled = enabled ? g_enabled | mask : g_enabled & ~mask;
}

uint32_t IpaBoard_Milliseconds()
{
    return g_now;
}

void IpaBoard_Idle()
{
    g_now++;
    if (g_raiseAt >= 0 && --g_raiseAt < 0)
    {
        IpaBoard_Raise(g_raised);
    }
}

HRESULT Interop_Marshal_UINT32(const CLR_RT_StackFrame &stack, unsigned int index, unsigned int &value)
{
    if (index >= stack.count)
    {
        return CLR_E_WRONG_TYPE;
    }
    value = stack.arguments[index];
    return S_OK;
}

HRESULT Interop_Marshal_INT32(const CLR_RT_StackFrame &stack, unsigned int index, signed int &value)
{
    unsigned int bits = 0;
    HRESULT code = Interop_Marshal_UINT32(stack, index, bits);
    value = (signed int)bits;
    return code;
}

void SetResult_UINT32(CLR_RT_StackFrame &stack, unsigned int value)
{
    stack.result = value;
    stack.hasResult = true;
}

void SetResult_INT32(CLR_RT_StackFrame &stack, signed int value)
{
    SetResult_UINT32(stack, (unsigned int)value);
}

enum Method
{
    Read32,
    Write32,
    Barrier,
    Map,
    Unmap,
    WaitForInterrupt
};

static CLR_RT_StackFrame g_stack;

static HRESULT Call(Method method, unsigned int count, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0)
{
    const CLR_RT_MethodHandler *methods = (const CLR_RT_MethodHandler *)g_CLR_AssemblyNative_IpaEmbedded_Boards_Native.m_pNativeMethods;
    g_stack = CLR_RT_StackFrame{{a, b, c, 0}, count, 0, false};
    return methods[method](g_stack);
}

#define EXPECT(condition) Expect(condition, #condition, __LINE__)

static void Expect(bool holds, const char *text, int line)
{
    if (!holds)
    {
        printf("line %d: %s\n", line, text);
        g_failures++;
    }
}

static bool Maps(uint32_t high, uint32_t low, uint32_t size)
{
    HRESULT code = Call(Map, 3, high, low, size);
    EXPECT(code == S_OK || (code == CLR_E_OUT_OF_RANGE && !g_stack.hasResult));
    return code == S_OK;
}

static void Memory()
{
    EXPECT(Call(Read32, 1, First) == CLR_E_OUT_OF_RANGE);
    EXPECT(Maps(0, First, 0x1000) && g_stack.result == First);
    EXPECT(Call(Write32, 2, First + 4, 0xdeadbeef) == S_OK && !g_stack.hasResult);
    EXPECT(*(volatile uint32_t *)(uintptr_t)(First + 4) == 0xdeadbeef);
    EXPECT(Call(Read32, 1, First + 4) == S_OK && g_stack.hasResult && g_stack.result == 0xdeadbeef);
    EXPECT(Call(Read32, 1, First + 0xffc) == S_OK);
    EXPECT(Call(Barrier, 0) == S_OK);
    // Behind the mapping, before it, not aligned, and where an address would wrap.
    static const uint32_t Bad[] = {First + 0x1000, First - 4, First + 1, First + 2, First + 0xffd, 0, 0xfffffffc, 0xffffffff};
    for (uint32_t bad : Bad)
    {
        EXPECT(Call(Read32, 1, bad) == CLR_E_OUT_OF_RANGE && !g_stack.hasResult);
        EXPECT(Call(Write32, 2, bad, 1) == CLR_E_OUT_OF_RANGE);
    }
    EXPECT(Call(Unmap, 2, First, 0x800) == CLR_E_OUT_OF_RANGE);
    EXPECT(Call(Unmap, 2, First + 4, 0x1000) == CLR_E_OUT_OF_RANGE);
    EXPECT(Call(Unmap, 2, 0, 0) == CLR_E_OUT_OF_RANGE);
    EXPECT(Call(Unmap, 2, First, 0x1000) == S_OK);
    EXPECT(Call(Unmap, 2, First, 0x1000) == CLR_E_OUT_OF_RANGE);
    EXPECT(Call(Read32, 1, First + 4) == CLR_E_OUT_OF_RANGE);
}

static void Windows()
{
    EXPECT(Maps(0, First + 0x1000, 0x1000) && Call(Unmap, 2, First + 0x1000, 0x1000) == S_OK);
    EXPECT(!Maps(0, First, 0x2001));
    EXPECT(!Maps(0, First + 0x1001, 0x1000));
    EXPECT(!Maps(0, First - 4, 8));
    EXPECT(!Maps(1, First, 0x1000));
    EXPECT(!Maps(0xffffffff, First, 4));
    EXPECT(!Maps(0, First, 0));
    EXPECT(!Maps(0, First, 0xffffffff));
    EXPECT(!Maps(0, 0x30001000, 4));
    // Two windows that do not touch are no window.
    EXPECT(!Maps(0, First, 0x10001000));
    EXPECT(!Maps(0, Last, 0x1000));
    EXPECT(!Maps(0, 0xffffffff, 1));
    EXPECT(Maps(0, Last, 0xfff));
    // The last word of that window is cut off by its end.
    EXPECT(Call(Read32, 1, 0xfffffffc) == CLR_E_OUT_OF_RANGE);
    EXPECT(Call(Unmap, 2, Last, 0xfff) == S_OK);
    for (unsigned i = 0; i < DeviceMemory::MaxMappings; i++)
    {
        EXPECT(Maps(0, First, 4));
    }
    EXPECT(Call(Map, 3, 0, First, 4) == CLR_E_INVALID_OPERATION);
    EXPECT(Call(Unmap, 2, First, 4) == S_OK && Maps(0, First, 4));
    for (unsigned i = 0; i < DeviceMemory::MaxMappings; i++)
    {
        EXPECT(Call(Unmap, 2, First, 4) == S_OK);
    }
}

static int32_t Wait(uint32_t mask, int32_t timeout)
{
    EXPECT(Call(WaitForInterrupt, 2, mask, (uint32_t)timeout) == S_OK && g_stack.hasResult);
    return (int32_t)g_stack.result;
}

static void Interrupts()
{
    uint32_t before = g_now;
    EXPECT(Wait(0xf, 10) == -1 && g_now - before == 10 && (g_enabled & 0xf) == 0xf);
    EXPECT(Wait(0xf, 0) == -1 && Wait(0xf, -5) == -1 && g_now - before == 10);
    // Comes while it is waited for, and is kept back afterwards.
    g_raiseAt = 3;
    g_raised = 2;
    EXPECT(Wait(0xf, 1000) == 2 && (g_enabled & 4) == 0 && (g_enabled & 0xb) == 0xb);
    EXPECT(g_now - before == 14);
    // Came before: told at once, the lowest number first; what is not asked for waits.
    IpaBoard_Raise(31);
    IpaBoard_Raise(1);
    IpaBoard_Raise(3);
    EXPECT(Wait(0xf, 0) == 1 && Wait(0xf, 0) == 3 && Wait(0xf, 0) == -1 && Wait(0x80000000u, 0) == 31);
    IpaBoard_Raise(32);
    EXPECT(Wait(0xffffffff, 0) == -1);
    // The counter of milliseconds wraps while somebody waits.
    g_now = 0xfffffffe;
    EXPECT(Wait(1, 5) == -1 && g_now == 3);
}

int main()
{
    void *memory = mmap((void *)(uintptr_t)First, 0x2000, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (memory != (void *)(uintptr_t)First)
    {
        printf("no memory at 0x%x\n", First);
        return 1;
    }
    const CLR_RT_NativeAssemblyData &data = g_CLR_AssemblyNative_IpaEmbedded_Boards_Native;
    printf("%s %u.%u.%u.%u 0x%08X\n", data.m_szAssemblyName, data.m_Version.iMajorVersion, data.m_Version.iMinorVersion, data.m_Version.iBuildNumber, data.m_Version.iRevisionNumber, data.m_checkSum);
    Memory();
    Windows();
    Interrupts();
    // Too few arguments on the stack are the marshaller's error, and nothing happens.
    EXPECT(Call(Map, 1, 0) == CLR_E_WRONG_TYPE && Call(Write32, 1, First) == CLR_E_WRONG_TYPE && Call(WaitForInterrupt, 1, 1) == CLR_E_WRONG_TYPE);
    if (g_failures == 0)
    {
        printf("ok\n");
    }
    return g_failures == 0 ? 0 : 1;
}
