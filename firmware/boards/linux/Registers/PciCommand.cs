using IpaEmbedded.Boards.Linux.Interop;
using Microsoft.Win32.SafeHandles;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>
/// The command register of a PCI device in its configuration space, which the kernel shows as a file. uio_pci_generic masks the interrupt there when it
/// fires and leaves it to the program to unmask it there, since a write to its UIO device is refused (ENOSYS). Once opened it needs no rights.
/// </summary>
public sealed class PciCommand : IDisposable
{
    // PCI Local Bus Specification 3.0, section 6.2.2: bits 2 and 10 of the 16-bit register at offset 4, here by bytes, so that one bit is written beside
    // what the kernel may write in the other byte.
    private const long LowByte = 4;
    private const long HighByte = 5;
    private const byte BusMasterBit = 1 << 2;
    private const byte InterruptDisableBit = 1 << 2;

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
        get => (Read(LowByte) & BusMasterBit) != 0;
        set => Change(LowByte, BusMasterBit, value);
    }

    /// <summary>Whether the device's interrupt pin is masked.</summary>
    /// <exception cref="IOException">The system refuses, or the device has gone.</exception>
    public bool IsInterruptMasked
    {
        get => (Read(HighByte) & InterruptDisableBit) != 0;
        set => Change(HighByte, InterruptDisableBit, value);
    }

    /// <summary>Opens the register by the file of the device's configuration space.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static PciCommand Open(string path) => new(path, new SafeFileHandle(LibC.Open(path, LibC.ReadWrite), ownsHandle: true));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private byte Read(long offset)
    {
        byte value = 0;
        return RandomAccess.Read(_file, new Span<byte>(ref value), offset) == 1 ? value : throw new IOException($"{_path}: the device's configuration space ends at {offset}");
    }

    private void Change(long offset, byte bit, bool isSet)
    {
        var old = Read(offset);
        var value = (byte)(isSet ? old | bit : old & ~bit);
        if (value != old)
        {
            RandomAccess.Write(_file, new ReadOnlySpan<byte>(ref value), offset);
        }
    }
}
