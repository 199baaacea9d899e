using System;
using IpaEmbedded.Boards.Native;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Real device registers, through the firmware's native code.</summary>
    public sealed class DeviceRegisters : RegisterBlock
    {
        private readonly uint _base;
        private readonly uint _size;

        /// <summary>Registers at an address that <see cref="DeviceMemory.Map"/> returned.</summary>
        public DeviceRegisters(uint mapped, uint size)
        {
            _base = mapped;
            _size = size;
        }

        /// <inheritdoc/>
        public override uint Read32(uint offset)
        {
            Check(offset);
            return DeviceMemory.Read32(_base + offset);
        }

        /// <inheritdoc/>
        public override void Write32(uint offset, uint value)
        {
            Check(offset);
            DeviceMemory.Write32(_base + offset, value);
        }

        /// <inheritdoc/>
        public override void DmaWriteBarrier()
        {
            DeviceMemory.Barrier();
        }

        private void Check(uint offset)
        {
            if ((offset & 3) != 0 || _size < 4 || offset > _size - 4)
            {
                throw new ArgumentOutOfRangeException("offset", "register access at " + offset.ToString("X8") + " in a block of " + _size.ToString() + " bytes");
            }
        }
    }
}
