// SPDX-License-Identifier: MIT
// The bodies of the methods of DeviceMemory.cs, without the interpreter: addresses and numbers in, a status out.
#ifndef IPAEMBEDDED_DEVICE_MEMORY_H
#define IPAEMBEDDED_DEVICE_MEMORY_H

#include <stdint.h>

namespace DeviceMemory
{
    enum Status
    {
        Done,
        // An address that is not mapped or not aligned, or a range that no window of the board holds.
        OutOfRange,
        // All mappings are in use.
        NoRoom
    };

    // Mappings at a time: the driver has one per buffer and block of registers.
    const unsigned MaxMappings = 64;

    Status Read32(uint32_t address, uint32_t &value);
    Status Write32(uint32_t address, uint32_t value);
    void Barrier();
    Status Map(uint32_t physicalHigh, uint32_t physicalLow, uint32_t size, uint32_t &address);
    Status Unmap(uint32_t address, uint32_t size);
    // -1 when the time is over; a negative time is none.
    int32_t WaitForInterrupt(uint32_t mask, int32_t timeoutMilliseconds);
}

#endif
