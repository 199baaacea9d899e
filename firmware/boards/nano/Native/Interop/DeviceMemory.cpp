// SPDX-License-Identifier: MIT
#include "DeviceMemory.h"
#include "Board.h"

namespace
{
    struct Mapping
    {
        uint32_t first;
        // 0 for a free entry.
        uint32_t size;
    };

    Mapping g_mappings[DeviceMemory::MaxMappings];
    unsigned g_recent;
    volatile uint32_t g_pending;

    // Whether a range lies in another; written so that nothing wraps.
    bool Holds(uint32_t first, uint32_t size, uint32_t address, uint32_t bytes)
    {
        return address >= first && bytes <= size && address - first <= size - bytes;
    }

    // Whether an aligned word lies in a mapping. The one that the last access was in comes first: accesses come in runs.
    bool IsMapped(uint32_t address)
    {
        if ((address & 3) != 0)
        {
            return false;
        }
        if (Holds(g_mappings[g_recent].first, g_mappings[g_recent].size, address, 4))
        {
            return true;
        }
        for (unsigned i = 0; i < DeviceMemory::MaxMappings; i++)
        {
            if (Holds(g_mappings[i].first, g_mappings[i].size, address, 4))
            {
                g_recent = i;
                return true;
            }
        }
        return false;
    }

    volatile uint32_t *WordAt(uint32_t address)
    {
        return reinterpret_cast<volatile uint32_t *>(static_cast<uintptr_t>(address));
    }
}

DeviceMemory::Status DeviceMemory::Read32(uint32_t address, uint32_t &value)
{
    if (!IsMapped(address))
    {
        return OutOfRange;
    }
    value = *WordAt(address);
    return Done;
}

DeviceMemory::Status DeviceMemory::Write32(uint32_t address, uint32_t value)
{
    if (!IsMapped(address))
    {
        return OutOfRange;
    }
    *WordAt(address) = value;
    return Done;
}

void DeviceMemory::Barrier()
{
    __sync_synchronize();
}

DeviceMemory::Status DeviceMemory::Map(uint32_t physicalHigh, uint32_t physicalLow, uint32_t size, uint32_t &address)
{
    // Without an MMU a physical address is the address; beyond 4 GiB there is none.
    if (physicalHigh != 0 || size == 0)
    {
        return OutOfRange;
    }
    bool isAllowed = false;
    for (size_t i = 0; i < g_IpaBoardWindowCount; i++)
    {
        isAllowed = isAllowed || Holds(g_IpaBoardWindows[i].first, g_IpaBoardWindows[i].size, physicalLow, size);
    }
    if (!isAllowed)
    {
        return OutOfRange;
    }
    for (unsigned i = 0; i < MaxMappings; i++)
    {
        if (g_mappings[i].size == 0)
        {
            g_mappings[i].first = physicalLow;
            g_mappings[i].size = size;
            address = physicalLow;
            return Done;
        }
    }
    return NoRoom;
}

DeviceMemory::Status DeviceMemory::Unmap(uint32_t address, uint32_t size)
{
    for (unsigned i = 0; i < MaxMappings; i++)
    {
        if (g_mappings[i].size == size && size != 0 && g_mappings[i].first == address)
        {
            g_mappings[i].size = 0;
            return Done;
        }
    }
    return OutOfRange;
}

int32_t DeviceMemory::WaitForInterrupt(uint32_t mask, int32_t timeoutMilliseconds)
{
    uint32_t start = IpaBoard_Milliseconds();
    IpaBoard_SetInterrupts(mask, true);
    for (;;)
    {
        uint32_t wanted = __atomic_load_n(&g_pending, __ATOMIC_ACQUIRE) & mask;
        if (wanted != 0)
        {
            uint32_t number = static_cast<uint32_t>(__builtin_ctz(wanted));
            __atomic_fetch_and(&g_pending, ~(1u << number), __ATOMIC_ACQ_REL);
            return static_cast<int32_t>(number);
        }
        // In this order: an interrupt that comes with the end of the time counts.
        if (timeoutMilliseconds <= 0 || IpaBoard_Milliseconds() - start >= static_cast<uint32_t>(timeoutMilliseconds))
        {
            return -1;
        }
        IpaBoard_Idle();
    }
}

void IpaBoard_Raise(uint32_t number)
{
    if (number > 31)
    {
        return;
    }
    IpaBoard_SetInterrupts(1u << number, false);
    __atomic_fetch_or(&g_pending, 1u << number, __ATOMIC_ACQ_REL);
}
