using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Interrupts;

namespace IpaEmbedded.Boards.Linux.Interrupts;

/// <summary>
/// Drives an edge <see cref="InterruptLine"/> from a UIO device. The kernel masks the interrupt when it fires; it is unmasked once the line's
/// handler has run, so a level-triggered device that is still asserted fires again. A device of PCI is unmasked in its command register, any other by a write.
/// </summary>
public sealed class UioInterrupt : PollSource, IDisposable
{
    private readonly string _path;
    private readonly InterruptLine _line;
    private readonly PciCommand? _pci;
    private readonly int _descriptor;
    private bool _masked = true;

    /// <summary>Opens the device's files; the interrupt is unmasked when the loop next sleeps.</summary>
    public UioInterrupt(UioDevice device, InterruptLine line)
    {
        _path = device.Path;
        _line = line;
        _pci = device.PciConfiguration is { } configuration ? PciCommand.Open(configuration) : null;
        try
        {
            _descriptor = LibC.Open(_path, LibC.ReadWrite | LibC.NonBlocking);
        }
        catch (IOException)
        {
            _pci?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override int Descriptor => _descriptor;

    /// <inheritdoc/>
    public override void BeforeWait()
    {
        if (!_masked || _line.IsPending)
        {
            return;
        }

        if (_pci is not null)
        {
            _pci.IsInterruptMasked = false;
        }
        else
        {
            Span<byte> unmask = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(unmask, 1);
            _ = LibC.Write(_descriptor, _path, unmask);
        }

        _masked = false;
    }

    /// <inheritdoc/>
    public override void OnReady()
    {
        Span<byte> count = stackalloc byte[4];
        if (LibC.Read(_descriptor, _path, count) == count.Length)
        {
            _masked = true;
            _line.Raise();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        LibC.Close(_descriptor);
        _pci?.Dispose();
    }
}
