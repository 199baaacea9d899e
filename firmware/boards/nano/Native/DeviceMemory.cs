using System.Runtime.CompilerServices;

namespace IpaEmbedded.Boards.Native
{
    /// <summary>
    /// Physical memory and interrupts, from the firmware's native code. This is the whole native surface: a change of a signature or of the
    /// order of these methods changes the checksum and needs new firmware.
    /// </summary>
    public static class DeviceMemory
    {
        /// <summary>Loads the aligned 32-bit word at an address that <see cref="Map"/> returned.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern uint Read32(uint address);

        /// <summary>Stores an aligned 32-bit word.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Write32(uint address, uint value);

        /// <summary>Returns when every earlier store is visible to the device.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Barrier();

        /// <summary>Makes physical memory accessible, uncached, and returns the address of its first byte.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern uint Map(uint physicalHigh, uint physicalLow, uint size);

        /// <summary>Ends a mapping.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Unmap(uint address, uint size);

        /// <summary>
        /// Unmasks the interrupts of the mask, waits for one of them, and returns its number, now masked; -1 when the time is over.
        /// Bit n of the mask stands for the firmware's interrupt n.
        /// </summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int WaitForInterrupt(uint mask, int timeoutMilliseconds);
    }
}
