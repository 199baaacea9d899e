using System;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Memory at any address of the tree, and no registers: a driver that wants some fails its probe with their label.</summary>
    public sealed class SimulatedMemoryMap : BoardIo
    {
        /// <inheritdoc/>
        public override RegisterBlock MapRegisters(ulong address, ulong size, string label)
        {
            throw new InvalidOperationException("no registers \"" + label + "\" are simulated");
        }

        /// <inheritdoc/>
        public override DmaMemory MapMemory(ulong address, ulong size, string label)
        {
            return new DmaMemory(address, (int)size);
        }
    }
}
