using IpaEmbedded.Boards.Linux.Memory;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>Real device registers, mapped from UIO or /dev/mem; each access is one aligned 32-bit load or store within the block.</summary>
public sealed unsafe class MappedRegisterBlock : RegisterBlock
{
    // Bytes of an access.
    private const uint Width = sizeof(uint);

    private readonly MappedRegion _region;
    private readonly uint _size;

    /// <summary>Registers on a region that the caller keeps mapped.</summary>
    public MappedRegisterBlock(MappedRegion region)
    {
        _region = region;
        _size = (uint)Math.Min(region.Size, uint.MaxValue);
    }

    /// <inheritdoc/>
    public override uint Read32(uint offset)
    {
        Check(offset);
        var held = false;
        try
        {
            // Throws when the region is disposed, and keeps it mapped until the access is done.
            _region.DangerousAddRef(ref held);
            return Volatile.Read(ref *(uint*)((byte*)_region.Address + offset));
        }
        finally
        {
            if (held)
            {
                _region.DangerousRelease();
            }
        }
    }

    /// <inheritdoc/>
    public override void Write32(uint offset, uint value)
    {
        Check(offset);
        var held = false;
        try
        {
            _region.DangerousAddRef(ref held);
            Volatile.Write(ref *(uint*)((byte*)_region.Address + offset), value);
        }
        finally
        {
            if (held)
            {
                _region.DangerousRelease();
            }
        }
    }

    /// <inheritdoc/>
    public override void DmaWriteBarrier() => Interlocked.MemoryBarrier();

    private void Check(uint offset)
    {
        if (offset % Width != 0 || _size < Width || offset > _size - Width)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), $"{_region.Path}: 32-bit access at 0x{offset:x} in a block of 0x{_size:x} bytes");
        }
    }
}
