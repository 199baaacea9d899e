namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>Decides whether physical addresses may be mapped, and maps nothing itself. What it refuses are the rows of <see cref="WindowRefusal"/>; each refusal is a sentence.</summary>
public sealed class WindowPlanner
{
    /// <summary>Most bytes of a window unless another number is given: 16 MiB.</summary>
    public const ulong DefaultMaxBytes = 16 << 20;

    // Bytes of an access to a register.
    private const ulong WordBytes = 4;

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

    /// <summary>What the kernel hands to programs, each to nodes of a compatible: the areas of UIO devices.</summary>
    public IReadOnlyList<AllowedWindow> HandedOver { get; init; } = [];

    /// <summary>What alone may be mapped.</summary>
    public IReadOnlyList<AllowedWindow> Allowed { get; init; } = [];

    /// <summary>Plans a window and takes it as live.</summary>
    /// <exception cref="IOException">The window may not be mapped; the message says why.</exception>
    public MappingWindow Plan(WindowRequest request)
    {
        var decision = Decide(request);
        return decision.Window ?? throw new IOException(decision.Reason);
    }

    /// <summary>Decides about a window, and takes it as live if it may be mapped.</summary>
    public WindowDecision Decide(WindowRequest request)
    {
        if (request.Size == 0)
        {
            return Refuse(request, null, WindowRefusal.Empty, "a window has at least one byte");
        }

        if (request.Size > MaxBytes)
        {
            return Refuse(request, null, WindowRefusal.Oversized, $"a window has at most 0x{MaxBytes:x} bytes");
        }

        var decision = Translate(request);
        if (decision.Address is not { } address)
        {
            return decision;
        }

        if (address % WordBytes != 0)
        {
            return Refuse(request, address, WindowRefusal.Unaligned, $"begins at 0x{address:x}, inside a word of {WordBytes} bytes");
        }

        var size = request.Size;
        var pageAddress = address & ~(PageBytes - 1);
        var end = ((UInt128)address + size + PageBytes - 1) & ~((UInt128)PageBytes - 1);
        if (end - 1 > HighestAddress)
        {
            return Refuse(request, address, WindowRefusal.AboveMachine, $"ends above 0x{HighestAddress:x}, the highest address that can be mapped here");
        }

        // A page that is mapped is reachable whole, so that pages count and not bytes.
        var pages = (ulong)end - pageAddress;
        if (FindTaken(request, address, pageAddress, pages) is var (row, taken))
        {
            return Refuse(request, address, row, $"its pages overlap {taken.Name} at 0x{taken.Start:x}");
        }

        if (_live.Find(range => range.Overlaps(address, size)) is { } live)
        {
            return Refuse(request, address, WindowRefusal.Live, $"overlaps the live window {live.Name} at 0x{live.Start:x}");
        }

        if (!Allowed.Any(allowed => allowed.Allows(request, address)))
        {
            var who = request.Compatibles.Count == 0 ? "a node without compatible" : request.Compatibles[0];
            return Refuse(request, address, WindowRefusal.NotAllowed, $"{who} may not map it: no UIO device has it, and the allow list does not name it");
        }

        _live.Add(new AddressRange(address, size, request.Label));
        return decision with { Window = new MappingWindow(request.Label, address, size, pageAddress, pages) };
    }

    /// <summary>The window is no longer mapped.</summary>
    public void Release(MappingWindow window) => _live.Remove(new AddressRange(window.Address, window.Size, window.Label));

    private static WindowDecision Refuse(WindowRequest request, ulong? address, WindowRefusal row, string reason) => new(address, null, row, $"{request}: {reason}");

    private (WindowRefusal Row, AddressRange Range)? FindTaken(WindowRequest request, ulong address, ulong pageAddress, ulong pages)
    {
        var isOwn = request.Own.Any(range => range.Contains(pageAddress, pages));
        var isHandedOver = HandedOver.Any(area => area.Allows(request, address));
        (WindowRefusal Row, IEnumerable<AddressRange> Ranges)[] rows =
        [
            (WindowRefusal.SystemRam, SystemRam),
            (WindowRefusal.Memory, isOwn ? [] : Memory),
            (WindowRefusal.Reserved, Reserved.Where(range => !isOwn || !request.Own.Any(own => own.Start == range.Start && own.Size == range.Size))),
            (WindowRefusal.Claimed, isHandedOver ? [] : Claimed),
        ];
        foreach (var (row, ranges) in rows)
        {
            if (ranges.FirstOrDefault(range => range.Overlaps(pageAddress, pages)) is { } taken)
            {
                return (row, taken);
            }
        }

        return null;
    }

    // Where the processor sees the window, which says nothing yet of whether it may be mapped; or why nowhere.
    private static WindowDecision Translate(WindowRequest request)
    {
        var address = request.Address;
        if (!IsInside(address, request.Size))
        {
            return Refuse(request, null, WindowRefusal.Wraps, "wraps around");
        }

        foreach (var bus in request.Buses.Where(bus => bus.Count > 0))
        {
            var onBus = address;
            if (bus.FirstOrDefault(entry => new AddressRange(entry.Child, entry.Size, "").Contains(onBus, request.Size)) is not { } range)
            {
                return Refuse(request, null, WindowRefusal.OutsideRanges, "no entry of ranges covers it");
            }

            var translated = (UInt128)range.Parent + (address - range.Child);
            if (!IsInside(translated, request.Size))
            {
                return Refuse(request, null, WindowRefusal.Wraps, "wraps around in its bus's ranges");
            }

            address = (ulong)translated;
        }

        return new WindowDecision(address, null, WindowRefusal.None, null);
    }

    private static bool IsInside(UInt128 address, ulong size) => address + size <= (UInt128)ulong.MaxValue + 1;
}
