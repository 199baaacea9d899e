using System;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>DMA memory out of a piece of physical memory that the firmware leaves alone, one buffer after the other; a freed buffer's place is not used again.</summary>
    public sealed class CarveoutHeap : DmaHeap
    {
        private readonly ulong _end;
        private ulong _next;

        /// <summary>A heap over a range of physical addresses.</summary>
        public CarveoutHeap(ulong address, ulong size)
        {
            _next = address;
            _end = address + size;
        }

        /// <inheritdoc/>
        public override DmaMemory Allocate(string label, int size, int alignment)
        {
            ulong mask = (ulong)alignment - 1;
            ulong at = (_next + mask) & ~mask;
            // Allocation belongs to start-up, so running out is a mistake of the profile and not a state to live with.
            if (at > _end || (ulong)size > _end - at)
            {
                throw new HardwareException("no room for " + label + ": " + size.ToString() + " bytes");
            }
            _next = at + (ulong)size;
            return new DmaMemory(at, size);
        }

        /// <inheritdoc/>
        public override void Free(DmaMemory memory)
        {
            memory.Unmap();
        }
    }
}
