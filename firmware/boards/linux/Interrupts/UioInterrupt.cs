using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Interrupts;

namespace IpaEmbedded.Boards.Linux.Interrupts;

/// <summary>
/// Drives an edge <see cref="InterruptLine"/> from a UIO device. The kernel masks the interrupt when it fires; it is unmasked once the line's
/// handler has run, so a level-triggered device that is still asserted fires again.
/// </summary>
public sealed class UioInterrupt : PollSource, IDisposable
{
    private readonly string _path;
    private readonly InterruptLine _line;
    private readonly int _descriptor;
    private bool _masked = true;

    /// <summary>Opens the device file; the interrupt is unmasked when the loop next sleeps.</summary>
    public UioInterrupt(string path, InterruptLine line)
    {
        _path = path;
        _line = line;
        _descriptor = LibC.Open(path, LibC.ReadWrite | LibC.NonBlocking);
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

        Span<byte> unmask = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(unmask, 1);
        _ = LibC.Write(_descriptor, _path, unmask);
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
    public void Dispose() => LibC.Close(_descriptor);
}
