namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>Decides whether physical addresses may be mapped, and maps nothing itself. Refusals are sentences.</summary>
public sealed class WindowPlanner
{
    /// <summary>Most bytes of a window unless another number is given: 16 MiB.</summary>
    public const ulong DefaultMaxBytes = 16 << 20;

    private readonly List<AddressRange> _live = [];

    /// <summary>Most bytes of one window.</summary>
    public ulong MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>Bytes of a page, a power of two.</summary>
    public ulong PageBytes { get; init; } = (ulong)Environment.SystemPageSize;

    /// <summary>Highest address of a byte that this process can ask the kernel for: file offsets are signed words.</summary>
    public ulong HighestAddress { get; init; } = (ulong)nint.MaxValue;

    /// <summary>Memory, reserved memory, and what the kernel has claimed.</summary>
    public IReadOnlyList<AddressRange> Forbidden { get; init; } = [];

    /// <summary>What alone may be mapped; null where somebody else has decided, as the kernel has for UIO devices.</summary>
    public IReadOnlyList<AllowedWindow>? Allowed { get; init; }

    /// <summary>Plans a window and takes it as live.</summary>
    /// <param name="label">Who asks, for messages.</param>
    /// <param name="compatible">Compatible of the node that asks.</param>
    /// <param name="address">First byte on the node's bus.</param>
    /// <param name="size">Bytes.</param>
    /// <param name="buses">The ranges of every bus from the node's own to the root's child; a bus without entries keeps addresses as they are.</param>
    /// <param name="own">The node's own memory-region, which it may map although it is reserved; null if it has none.</param>
    /// <exception cref="IOException">The window may not be mapped; the message says why.</exception>
    public MappingWindow Plan(string label, string compatible, ulong address, ulong size, IReadOnlyList<IReadOnlyList<BusRange>> buses, AddressRange? own = null)
    {
        string window = $"{label}: 0x{size:x} bytes at 0x{address:x}";
        if (size == 0)
        {
            throw new IOException($"{window}: a window has at least one byte");
        }

        if (size > MaxBytes)
        {
            throw new IOException($"{window}: a window has at most 0x{MaxBytes:x} bytes");
        }

        foreach (var bus in buses)
        {
            address = Translate(window, address, size, bus);
        }

        var pageAddress = address & ~(PageBytes - 1);
        var end = ((UInt128)address + size + PageBytes - 1) & ~((UInt128)PageBytes - 1);
        if (end - 1 > HighestAddress)
        {
            throw new IOException($"{window}: ends above 0x{HighestAddress:x}, the highest address that can be mapped here");
        }

        var pages = (ulong)end - pageAddress;
        // A page that is mapped is reachable whole, so that pages count, save where a region is the node's own.
        var taken = Forbidden.FirstOrDefault(range => range.Overlaps(pageAddress, pages) && !(own is not null && range == own && own.Contains(pageAddress, pages)));
        if (taken is not null)
        {
            throw new IOException($"{window}: its pages overlap {taken.Name} at 0x{taken.Start:x}");
        }

        if (_live.Find(range => range.Overlaps(address, size)) is { } live)
        {
            throw new IOException($"{window}: overlaps the live window {live.Name} at 0x{live.Start:x}");
        }

        if (Allowed is not null && !Allowed.Any(allowed => allowed.Compatible == compatible && allowed.Range.Contains(address, size)))
        {
            throw new IOException($"{window}: {compatible} is not allowed to map it");
        }

        _live.Add(new AddressRange(address, size, label));
        return new MappingWindow(label, address, size, pageAddress, pages);
    }

    /// <summary>The window is no longer mapped.</summary>
    public void Release(MappingWindow window) => _live.Remove(new AddressRange(window.Address, window.Size, window.Label));

    private static ulong Translate(string window, ulong address, ulong size, IReadOnlyList<BusRange> bus)
    {
        if ((UInt128)address + size > (UInt128)ulong.MaxValue + 1)
        {
            throw new IOException($"{window}: wraps around");
        }

        if (bus.Count == 0)
        {
            return address;
        }

        var range = bus.FirstOrDefault(entry => new AddressRange(entry.Child, entry.Size, "").Contains(address, size))
            ?? throw new IOException($"{window}: no entry of ranges covers it");
        var translated = (UInt128)range.Parent + (address - range.Child);
        return translated + size <= (UInt128)ulong.MaxValue + 1 ? (ulong)translated : throw new IOException($"{window}: wraps around in its bus's ranges");
    }
}
