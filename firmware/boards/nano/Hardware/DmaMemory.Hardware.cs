using System;
using IpaEmbedded.Boards.Native;

namespace IpaEmbedded.Runtime.Hal
{
    /// <summary>
    /// Memory that both the processor and the device see, at a bus address; little-endian, every access checked. Takes the place of the
    /// runtime's managed array when the board drives real hardware.
    /// </summary>
    public sealed class DmaMemory
    {
        private readonly uint _mapped;
        private readonly ulong _address;
        private readonly int _size;

        /// <summary>Maps memory at a bus address, which is the physical one, and zeroes it.</summary>
        public DmaMemory(ulong address, int size)
            : this(address, size, true)
        {
        }

        /// <summary>Maps memory at a bus address and zeroes it, or leaves it as others wrote it.</summary>
        public DmaMemory(ulong address, int size, bool zeroed)
        {
            _mapped = DeviceMemory.Map((uint)(address >> 32), (uint)address, (uint)size);
            _address = address;
            _size = size;
            if (zeroed) { Fill(0, size, 0); }
        }

        /// <summary>Bus address of the first byte.</summary>
        public ulong Address
        {
            get { return _address; }
        }

        /// <summary>Size in bytes.</summary>
        public int Size
        {
            get { return _size; }
        }

        /// <summary>Reads one byte.</summary>
        public byte Read8(int offset)
        {
            Check(offset, 1);
            return (byte)(Word(offset) >> ((offset & 3) * 8));
        }

        /// <summary>Reads 16 bits.</summary>
        public ushort Read16(int offset)
        {
            Check(offset, 2);
            return (offset & 3) != 3 ? (ushort)(Word(offset) >> ((offset & 3) * 8)) : (ushort)(Read8(offset) | (Read8(offset + 1) << 8));
        }

        /// <summary>Reads 32 bits.</summary>
        public uint Read32(int offset)
        {
            Check(offset, 4);
            return (offset & 3) == 0 ? Word(offset) : Read16(offset) | ((uint)Read16(offset + 2) << 16);
        }

        /// <summary>Reads 64 bits.</summary>
        public ulong Read64(int offset)
        {
            Check(offset, 8);
            return Read32(offset) | ((ulong)Read32(offset + 4) << 32);
        }

        /// <summary>Writes one byte.</summary>
        public void Write8(int offset, byte value)
        {
            Check(offset, 1);
            int shift = (offset & 3) * 8;
            SetWord(offset, (Word(offset) & ~(0xFFu << shift)) | ((uint)value << shift));
        }

        /// <summary>Writes 16 bits.</summary>
        public void Write16(int offset, ushort value)
        {
            Check(offset, 2);
            Write8(offset, (byte)value);
            Write8(offset + 1, (byte)(value >> 8));
        }

        /// <summary>Writes 32 bits.</summary>
        public void Write32(int offset, uint value)
        {
            Check(offset, 4);
            if ((offset & 3) == 0)
            {
                SetWord(offset, value);
                return;
            }
            Write16(offset, (ushort)value);
            Write16(offset + 2, (ushort)(value >> 16));
        }

        /// <summary>Writes 64 bits.</summary>
        public void Write64(int offset, ulong value)
        {
            Check(offset, 8);
            Write32(offset, (uint)value);
            Write32(offset + 4, (uint)(value >> 32));
        }

        /// <summary>Reads a 16-byte ring element whole.</summary>
        public void ReadElement(int offset, out ulong low, out ulong high)
        {
            Check(offset, 16);
            low = Read64(offset);
            high = Read64(offset + 8);
        }

        /// <summary>Writes a 16-byte ring element whole.</summary>
        public void WriteElement(int offset, ulong low, ulong high)
        {
            Check(offset, 16);
            Write64(offset, low);
            Write64(offset + 8, high);
        }

        /// <summary>Copies bytes out of the memory.</summary>
        public void CopyTo(int offset, byte[] target, int targetOffset, int length)
        {
            Check(offset, length);
            for (int i = 0; i < length; i++) { target[targetOffset + i] = Read8(offset + i); }
        }

        /// <summary>Copies bytes into the memory.</summary>
        public void CopyFrom(int offset, byte[] source, int sourceOffset, int length)
        {
            Check(offset, length);
            int i = 0;
            while (i < length)
            {
                // Whole words where both ends allow it: a byte costs a read and a write of its word.
                if (((offset + i) & 3) == 0 && length - i >= 4)
                {
                    SetWord(offset + i, BitConverter.ToUInt32(source, sourceOffset + i));
                    i += 4;
                }
                else
                {
                    Write8(offset + i, source[sourceOffset + i]);
                    i++;
                }
            }
        }

        /// <summary>Copies bytes from other DMA memory.</summary>
        public void CopyFrom(int offset, DmaMemory source, int sourceOffset, int length)
        {
            Check(offset, length);
            source.Check(sourceOffset, length);
            for (int i = 0; i < length; i++) { Write8(offset + i, source.Read8(sourceOffset + i)); }
        }

        /// <summary>Sets bytes to one value.</summary>
        public void Fill(int offset, int length, byte value)
        {
            Check(offset, length);
            uint word = value * 0x01010101u;
            int i = 0;
            while (i < length)
            {
                if (((offset + i) & 3) == 0 && length - i >= 4)
                {
                    SetWord(offset + i, word);
                    i += 4;
                }
                else
                {
                    Write8(offset + i, value);
                    i++;
                }
            }
        }

        /// <summary>Ends the mapping; the memory must not be used any more.</summary>
        public void Unmap()
        {
            DeviceMemory.Unmap(_mapped, (uint)_size);
        }

        private uint Word(int offset)
        {
            return DeviceMemory.Read32(_mapped + (uint)(offset & ~3));
        }

        private void SetWord(int offset, uint value)
        {
            DeviceMemory.Write32(_mapped + (uint)(offset & ~3), value);
        }

        private void Check(int offset, int length)
        {
            if (offset < 0 || length < 0 || length > _size - offset) { throw new ArgumentOutOfRangeException("offset"); }
        }
    }
}
