using System.Numerics;
using IpaEmbedded.Boards.Linux.Registers;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>
/// A random machine and windows that are asked of it one after the other; and, worked out with numbers that have no size, every row of the planner's
/// table that refuses each. Addresses crowd at edges, so that everything overlaps everything now and then.
/// </summary>
internal sealed class RandomWindows
{
    private static readonly BigInteger End = BigInteger.Pow(2, 64);
    private static readonly ulong[] Edges = [0, 0x1e40000, 0x1e40000, 0x1e40000, 0x1e40000, 0x80000000, 0x100000000, 0x7ffffffffffff000, 0x8000000000000000, 0xffffffffffffe000];
    private static readonly string[] Compatibles = ["test,a", "test,b"];

    private readonly Random _random;
    private readonly AddressRange[] _memory;
    private readonly AddressRange[] _reserved;
    private readonly AddressRange[] _ram;
    private readonly AddressRange[] _claimed;
    private readonly AllowedWindow[] _handedOver;
    private readonly AllowedWindow[] _allowed;
    private readonly ulong _pageBytes;
    private readonly ulong _maxBytes;
    private readonly ulong _highest;
    private readonly List<(BigInteger Start, BigInteger Size)> _live = [];

    public RandomWindows(int seed)
    {
        _random = new Random(seed);
        _pageBytes = Among(4096ul, 4096ul, 16384ul, 65536ul);
        _maxBytes = Among(WindowPlanner.DefaultMaxBytes, 0x2000ul);
        _highest = Among<ulong>(long.MaxValue, int.MaxValue);
        _memory = Ranges(1);
        _reserved = Ranges(2);
        _ram = Ranges(1);
        _claimed = Ranges(1);
        _handedOver = [.. Ranges(2).Concat(_claimed.Where(_ => _random.Next(3) == 0)).Select(ToSome)];
        _allowed = [.. Ranges(2).Concat([new AddressRange(0x1e00000, 0x100000, "")]).Select(range => ToSome(Among(range, range, new AddressRange(0, ulong.MaxValue, ""))))];
        Planner = new WindowPlanner
        {
            PageBytes = _pageBytes, MaxBytes = _maxBytes, HighestAddress = _highest,
            Memory = _memory, Reserved = _reserved, SystemRam = _ram, Claimed = _claimed, HandedOver = _handedOver, Allowed = _allowed,
        };
    }

    /// <summary>The planner of that machine.</summary>
    public WindowPlanner Planner { get; }

    /// <summary>The next window that is asked for.</summary>
    public WindowRequest Next()
    {
        var buses = new IReadOnlyList<BusRange>[_random.Next(6) switch { 0 or 1 => 1, 2 => 2, _ => 0 }];
        for (int i = 0; i < buses.Length; i++)
        {
            buses[i] = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => new BusRange(Address(), Address(), Among((ulong)_random.Next(0x8000), 1ul << 40)))];
        }
        AddressRange? region = _reserved.Length > 0 && _random.Next(3) == 0 ? Among(_reserved) : null;
        ulong address = region is not null && _random.Next(2) == 0 ? region.Start : Address();
        ulong size = region is not null && _random.Next(2) == 0 ? region.Size
            : _random.Next(16) switch { 0 => 0, 1 => Among(_maxBytes, _maxBytes + 1, ulong.MaxValue, Address()), _ => (ulong)_random.Next(1, 0x2200) };
        return new WindowRequest("window", _random.Next(8) == 0 ? [] : [Among(Compatibles)], address, size) { Buses = buses, Own = region is null ? [] : [region] };
    }

    /// <summary>Every row that refuses the window; none if it may be mapped at the address that is given. What may be mapped is live from then on.</summary>
    public HashSet<WindowRefusal> Refusals(WindowRequest request, out BigInteger start)
    {
        start = request.Address;
        BigInteger size = request.Size;
        var rows = new HashSet<WindowRefusal>();
        void refuse(WindowRefusal row, bool isRefused)
        {
            if (isRefused) { rows.Add(row); }
        }
        refuse(WindowRefusal.Empty, size == 0);
        refuse(WindowRefusal.Oversized, size > _maxBytes);
        refuse(WindowRefusal.Wraps, start + size > End);
        foreach (IReadOnlyList<BusRange> bus in request.Buses.Where(bus => bus.Count > 0))
        {
            BigInteger from = start;
            BusRange? entry = bus.FirstOrDefault(entry => from >= entry.Child && from + size <= (BigInteger)entry.Child + entry.Size);
            refuse(WindowRefusal.OutsideRanges, entry is null);
            if (entry is null) { return rows; }
            start = start - entry.Child + entry.Parent;
            refuse(WindowRefusal.Wraps, start + size > End);
        }
        if (rows.Count > 0) { return rows; }

        (BigInteger Start, BigInteger Size) window = (start, size);
        BigInteger first = start / _pageBytes * _pageBytes;
        (BigInteger Start, BigInteger Size) pages = (first, (start + size + _pageBytes - 1) / _pageBytes * _pageBytes - first);
        bool isOwn = request.Own.Any(own => Inside(own, pages));
        refuse(WindowRefusal.Unaligned, start % 4 != 0);
        refuse(WindowRefusal.AboveMachine, pages.Start + pages.Size - 1 > _highest);
        refuse(WindowRefusal.SystemRam, _ram.Any(range => Overlap(range, pages)));
        refuse(WindowRefusal.Memory, !isOwn && _memory.Any(range => Overlap(range, pages)));
        refuse(WindowRefusal.Reserved, _reserved.Any(range => Overlap(range, pages) && !(isOwn && request.Own.Any(own => (own.Start, own.Size) == (range.Start, range.Size)))));
        refuse(WindowRefusal.Claimed, _claimed.Any(range => Overlap(range, pages)) && !_handedOver.Any(area => IsFor(area, request) && Inside(area.Range, window)));
        refuse(WindowRefusal.Live, _live.Exists(other => other.Start < window.Start + window.Size && window.Start < other.Start + other.Size));
        refuse(WindowRefusal.NotAllowed, !_allowed.Any(allowed => IsFor(allowed, request) && Inside(allowed.Range, window)));
        if (rows.Count == 0) { _live.Add(window); }
        return rows;
    }

    private static bool Inside(AddressRange range, (BigInteger Start, BigInteger Size) window) => window.Start >= range.Start && window.Start + window.Size <= (BigInteger)range.Start + range.Size;

    private static bool IsFor(AllowedWindow allowed, WindowRequest request) => allowed.Compatible is null || request.Compatibles.Contains(allowed.Compatible);

    private static bool Overlap(AddressRange range, (BigInteger Start, BigInteger Size) window) => window.Start < (BigInteger)range.Start + range.Size && range.Start < window.Start + window.Size;

    private AllowedWindow ToSome(AddressRange range) => new(Among<string?>(null, "test,a", "test,b"), range);

    private ulong Address() => unchecked(Among(Edges) + ((ulong)(long)_random.Next(-4, 12) << 12) + (_random.Next(2) == 0 ? 0 : (ulong)(long)_random.Next(-8, 8) << (_random.Next(6) == 0 ? 0 : 2)));

    private AddressRange[] Ranges(int most) => [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => new AddressRange(Address(), (ulong)_random.Next(1, 0x5000), "range"))];

    private T Among<T>(params T[] values) => values[_random.Next(values.Length)];
}
