using System;
using IpaEmbedded.Boards.Native;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Maps what the tree's reg properties name, through the firmware's native code; mappings live as long as the application.</summary>
    public sealed class DeviceMap : IoMapper
    {
        /// <inheritdoc/>
        public override RegisterBlock MapRegisters(ulong address, ulong size, string label)
        {
            uint length = Length(size, label);
            return new DeviceRegisters(DeviceMemory.Map((uint)(address >> 32), (uint)address, length), length);
        }

        /// <inheritdoc/>
        public override DmaMemory MapMemory(ulong address, ulong size, string label)
        {
            return new DmaMemory(address, (int)Length(size, label), false);
        }

        private static uint Length(ulong size, string label)
        {
            if (size > 0x7FFFFFFF) { throw new ArgumentOutOfRangeException("size", label + " is larger than one mapping holds"); }
            return (uint)size;
        }
    }
}
