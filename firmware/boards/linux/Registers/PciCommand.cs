using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Interop;
using Microsoft.Win32.SafeHandles;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>
/// The command register of a PCI device in its configuration space, which the kernel shows as a file. uio_pci_generic masks the interrupt there when it
/// fires and leaves it to the program to unmask it there, since a write to its UIO device is refused (ENOSYS). Once opened it needs no rights.
/// </summary>
public sealed class PciCommand : IDisposable
{
    // PCI Local Bus Specification 3.0, section 6.2.2. Written whole: QEMU 7.2 loses track of the interrupt's level when its upper byte is written alone.
    private const long Offset = 4;
    private const ushort BusMasterBit = 1 << 2;
    private const ushort InterruptDisableBit = 1 << 10;

    private readonly SafeFileHandle _file;
    private readonly string _path;

    private PciCommand(string path, SafeFileHandle file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Whether the device may reach memory, that is DMA. It then reaches all memory of a machine without an IOMMU; the kernel ends it when the UIO device is closed.</summary>
    /// <exception cref="IOException">The system refuses, or the device has gone.</exception>
    public bool IsBusMaster
    {
        get => (Read() & BusMasterBit) != 0;
        set => Change(BusMasterBit, value);
    }

    /// <summary>Whether the device's interrupt pin is masked.</summary>
    /// <exception cref="IOException">The system refuses, or the device has gone.</exception>
    public bool IsInterruptMasked
    {
        get => (Read() & InterruptDisableBit) != 0;
        set => Change(InterruptDisableBit, value);
    }

    /// <summary>Opens the register by the file of the device's configuration space.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static PciCommand Open(string path) => new(path, new SafeFileHandle(LibC.Open(path, LibC.ReadWrite), ownsHandle: true));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private ushort Read()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        return RandomAccess.Read(_file, bytes, Offset) == bytes.Length
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
            : throw new IOException($"{_path}: the device's configuration space ends before its command register");
    }

    private void Change(ushort bit, bool isSet)
    {
        var old = Read();
        var value = (ushort)(isSet ? old | bit : old & ~bit);
        if (value != old)
        {
            Span<byte> bytes = stackalloc byte[sizeof(ushort)];
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
            RandomAccess.Write(_file, bytes, Offset);
        }
    }
}
