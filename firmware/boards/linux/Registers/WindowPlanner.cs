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

    /// <summary>Memory as the tree tells it; nobody maps it, save where a reserved region is the node's own.</summary>
    public IReadOnlyList<AddressRange> Memory { get; init; } = [];

    /// <summary>Reserved memory as the tree tells it; mapped by its own node only.</summary>
    public IReadOnlyList<AddressRange> Reserved { get; init; } = [];

    /// <summary>What the running kernel calls RAM; nobody maps it.</summary>
    public IReadOnlyList<AddressRange> SystemRam { get; init; } = [];

    /// <summary>What drivers of the running kernel have claimed; mapped only where it is handed over.</summary>
    public IReadOnlyList<AddressRange> Claimed { get; init; } = [];

    /// <summary>What the kernel hands to user space: the areas of UIO devices.</summary>
    public IReadOnlyList<AddressRange> HandedOver { get; init; } = [];

    /// <summary>What alone may be mapped.</summary>
    public IReadOnlyList<AllowedWindow> Allowed { get; init; } = [];

    /// <summary>Plans a window and takes it as live.</summary>
    /// <exception cref="IOException">The window may not be mapped; the message says why.</exception>
    public MappingWindow Plan(WindowRequest request)
    {
        if (request.Size == 0)
        {
            throw new IOException($"{request}: a window has at least one byte");
        }

        if (request.Size > MaxBytes)
        {
            throw new IOException($"{request}: a window has at most 0x{MaxBytes:x} bytes");
        }

        var address = Translate(request);
        var size = request.Size;
        var pageAddress = address & ~(PageBytes - 1);
        var end = ((UInt128)address + size + PageBytes - 1) & ~((UInt128)PageBytes - 1);
        if (end - 1 > HighestAddress)
        {
            throw new IOException($"{request}: ends above 0x{HighestAddress:x}, the highest address that can be mapped here");
        }

        // A page that is mapped is reachable whole, so that pages count and not bytes.
        var pages = (ulong)end - pageAddress;
        if (FindTaken(request, address, pageAddress, pages) is { } taken)
        {
            throw new IOException($"{request}: its pages overlap {taken.Name} at 0x{taken.Start:x}");
        }

        if (_live.Find(range => range.Overlaps(address, size)) is { } live)
        {
            throw new IOException($"{request}: overlaps the live window {live.Name} at 0x{live.Start:x}");
        }

        if (!Allowed.Any(allowed => (allowed.Compatible is null || request.Compatibles.Contains(allowed.Compatible)) && allowed.Range.Contains(address, size)))
        {
            var who = request.Compatibles.Count == 0 ? "a node without compatible" : request.Compatibles[0];
            throw new IOException($"{request}: {who} may not map it: no UIO device has it, and the allow list does not name it");
        }

        _live.Add(new AddressRange(address, size, request.Label));
        return new MappingWindow(request.Label, address, size, pageAddress, pages);
    }

    /// <summary>The window is no longer mapped.</summary>
    public void Release(MappingWindow window) => _live.Remove(new AddressRange(window.Address, window.Size, window.Label));

    private AddressRange? FindTaken(WindowRequest request, ulong address, ulong pageAddress, ulong pages)
    {
        var isOwn = request.Own.Any(range => range.Contains(pageAddress, pages));
        var isHandedOver = HandedOver.Any(range => range.Contains(address, request.Size));
        return SystemRam.Concat(isOwn ? [] : Memory)
            .Concat(Reserved.Where(range => !isOwn || !request.Own.Any(own => own.Start == range.Start && own.Size == range.Size)))
            .Concat(isHandedOver ? [] : Claimed)
            .FirstOrDefault(range => range.Overlaps(pageAddress, pages));
    }

    private static ulong Translate(WindowRequest request)
    {
        var address = InsideOfAllAddresses(request, request.Address, "wraps around");
        foreach (var bus in request.Buses.Where(bus => bus.Count > 0))
        {
            var range = bus.FirstOrDefault(entry => new AddressRange(entry.Child, entry.Size, "").Contains(address, request.Size))
                ?? throw new IOException($"{request}: no entry of ranges covers it");
            address = InsideOfAllAddresses(request, (UInt128)range.Parent + (address - range.Child), "wraps around in its bus's ranges");
        }

        return address;
    }

    private static ulong InsideOfAllAddresses(WindowRequest request, UInt128 address, string otherwise) =>
        address + request.Size <= (UInt128)ulong.MaxValue + 1 ? (ulong)address : throw new IOException($"{request}: {otherwise}");
}
