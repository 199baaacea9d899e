using System.Numerics;
using IpaEmbedded.Boards.Linux.Registers;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>
/// A random tree with memory, reserved memory, buses and devices, on a random machine; and which windows of it may be mapped, worked out with
/// numbers that have no size. Addresses crowd together, so that everything overlaps everything now and then.
/// </summary>
internal sealed class RandomHardware
{
    private static readonly string[] Compatibles = ["test,a", "test,b", "test,nobody"];
    private static readonly ulong[] Edges = [0, 0x10000, 0x20000, 0x1000000, 0x7fff0000, 0x80000000, 0xffff0000, 0x7fffffffffff0000, 0x8000000000000000, 0xffffffffffff0000];

    private readonly Random _random;
    private readonly List<Range> _banks = [];
    private readonly List<Range> _regions = [];
    private readonly List<Range> _headers = [];
    private readonly List<Bus> _buses = [];
    private readonly List<Device> _devices = [];
    private readonly List<Range> _ram = [];
    private readonly List<Range> _claimed = [];
    private readonly List<(string? Compatible, Range Range)> _areas = [];
    private readonly List<(string Compatible, Range Range)> _allowed = [];
    private readonly bool _hasPhysicalMemory;

    public RandomHardware(int seed)
    {
        _random = new Random(seed);
        Fill(_banks, 2, 0x20000);
        Fill(_regions, 2, 0x4000);
        Fill(_headers, 1, 0x2000);
        Fill(_ram, 1, 0x8000);
        Fill(_claimed, 2, 0x1000);
        for (int depth = _random.Next(3); depth > 0; depth--)
        {
            _buses.Add(new Bus(_random.Next(8) != 0, _random.Next(8) != 0, [.. Enumerable.Range(0, _random.Next(3)).Select(_ => (Address(), Address(), (ulong)_random.Next(0x40000)))]));
        }

        for (int i = _random.Next(1, 4); i > 0; i--)
        {
            var windows = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Window()).ToList();
            _devices.Add(new Device(Compatibles[_random.Next(3)], _random.Next(6) != 0, windows, _regions.Count > 0 && _random.Next(3) == 0 ? _random.Next(_regions.Count) : -1));
        }

        for (int i = _random.Next(3); i > 0; i--) { _areas.Add((_random.Next(2) == 0 ? null : Compatibles[_random.Next(2)], Wide())); }
        for (int i = _random.Next(4); i > 0; i--) { _allowed.Add((Compatibles[_random.Next(2)], Wide())); }
        _hasPhysicalMemory = _random.Next(4) != 0;
    }

    public HardwareOptions Options => new()
    {
        Devices = [.. _areas.Select((area, i) => new UioDevice("uio" + i, "", [new UioMap(0, "", area.Range.Address, (long)area.Range.Size, 0)], [], area.Compatible is null ? [] : [area.Compatible], "/dev"))],
        Iomem = _hasPhysicalMemory ? new IomemText([.. _ram.Select(Public)], [.. _claimed.Select(Public)]) : null,
        Allowed = [.. _allowed.Select(entry => new AllowedWindow(entry.Compatible, Public(entry.Range)))],
    };

    public byte[] Blob()
    {
        var blob = new BlobBuilder();
        _headers.ForEach(range => blob.Reserve(range.Address, range.Size));
        blob.Begin("");
        Cells(blob);
        for (int i = 0; i < _banks.Count; i++)
        {
            blob.Begin("memory@" + i);
            blob.Text("device_type", "memory");
            blob.Property("reg", Reg(_banks[i].Address, _banks[i].Size));
            blob.End();
        }

        blob.Begin("reserved-memory");
        Cells(blob);
        blob.Property("ranges");
        for (int i = 0; i < _regions.Count; i++)
        {
            blob.Begin("region@" + i);
            blob.Property("reg", Reg(_regions[i].Address, _regions[i].Size));
            blob.Property("phandle", (uint)i + 1);
            blob.End();
        }

        blob.End();
        foreach (Bus bus in _buses)
        {
            blob.Begin("bus");
            Cells(blob);
            if (bus.HasRanges) { blob.Property("ranges", [.. bus.Ranges.SelectMany(range => (uint[])[.. Reg(range.Child, range.Parent), .. Reg(range.Size, 0)[..2]])]); }
            if (!bus.IsEnabled) { blob.Text("status", "disabled"); }
        }

        for (int i = 0; i < _devices.Count; i++)
        {
            Device device = _devices[i];
            blob.Begin("device@" + i);
            blob.Text("compatible", device.Compatible);
            if (!device.IsEnabled) { blob.Text("status", "disabled"); }
            blob.Property("reg", [.. device.Windows.SelectMany(window => Reg(window.Address, window.Size))]);
            if (device.Region >= 0) { blob.Property("memory-region", (uint)device.Region + 1); }
            blob.End();
        }

        _buses.ForEach(_ => blob.End());
        blob.End();
        return blob.Build();
    }

    /// <summary>The windows that may be mapped: "device@0 10000+100", in the order of the tree.</summary>
    public IEnumerable<string> MayBeMapped()
    {
        var live = new List<(BigInteger, BigInteger)>();
        for (int i = 0; i < _devices.Count; i++)
        {
            Device device = _devices[i];
            if (device.Compatible == "test,nobody" || !device.IsEnabled || _buses.Exists(bus => !bus.IsEnabled || !bus.HasRanges)) { continue; }
            var own = device.Region < 0 ? [] : new List<Range> { _regions[device.Region] };
            var asked = device.Windows.Select(window => (Start: Translated(window), (BigInteger)window.Size)).Concat(own.Select(region => ((BigInteger?)region.Address, (BigInteger)region.Size)));
            foreach ((BigInteger? translated, BigInteger size) in asked)
            {
                if (translated is not { } start || !MayBeMapped(device, own, start, size) || live.Exists(other => Overlap(other, (start, size)))) { continue; }
                live.Add((start, size));
                yield return $"device@{i} {(ulong)start:x}+{(ulong)size:x}";
            }
        }
    }

    private bool MayBeMapped(Device device, List<Range> own, BigInteger start, BigInteger size)
    {
        BigInteger first = start / 4096 * 4096;
        BigInteger pages = (start + size + 4095) / 4096 * 4096 - first;
        bool taken(IEnumerable<Range> ranges) => ranges.Any(range => Overlap((range.Address, range.Size), (first, pages)));
        bool isOwn = own.Exists(range => Inside(range, first, pages));
        bool isHandedOver = _areas.Exists(area => (area.Compatible is null || area.Compatible == device.Compatible) && Inside(area.Range, start, size));
        bool isAllowed = isHandedOver
            || (_hasPhysicalMemory && _allowed.Exists(entry => entry.Compatible == device.Compatible && Inside(entry.Range, start, size)));
        return size > 0 && size <= 1 << 24 && start % 4 == 0 && start + size <= BigInteger.Pow(2, 64) && first + pages <= BigInteger.Pow(2, 63)
            && (isOwn || !taken(_banks))
            && !taken(_regions.Where(region => !isOwn || region.Address != own[0].Address || region.Size != own[0].Size).Concat(_headers.Where(header => !isOwn || header.Address != own[0].Address || header.Size != own[0].Size)))
            && (!_hasPhysicalMemory || (!taken(_ram) && (isHandedOver || !taken(_claimed))))
            && isAllowed;
    }

    private BigInteger? Translated(Range window)
    {
        BigInteger address = window.Address;
        foreach (Bus bus in Enumerable.Reverse(_buses))
        {
            if (address + window.Size > BigInteger.Pow(2, 64)) { return null; }
            if (bus.Ranges.Count == 0) { continue; }
            int found = bus.Ranges.FindIndex(range => address >= range.Child && address + window.Size <= (BigInteger)range.Child + range.Size);
            if (found < 0) { return null; }
            address += (BigInteger)bus.Ranges[found].Parent - bus.Ranges[found].Child;
        }

        return address;
    }

    private Range Window() => _random.Next(4) switch
    {
        // Where something is already, so that it is met.
        0 when _regions.Count > 0 => _regions[_random.Next(_regions.Count)],
        1 when _buses.Count > 0 && _buses[^1].Ranges.Count > 0 => new(_buses[^1].Ranges[0].Child + ((ulong)_random.Next(0x1000) << 2), (ulong)_random.Next(0x3000)),
        2 => new(Address(), (ulong)_random.Next(0x2001) * (_random.Next(50) == 0 ? 0x10000ul : 1)),
        _ => new(Address(), (ulong)_random.Next(0x2001)),
    };

    private Range Wide() => new(_random.Next(3) == 0 ? 0 : Address(), _random.Next(2) == 0 ? 1ul << 62 : (ulong)_random.Next(0x20000));

    private ulong Address() => unchecked(Edges[_random.Next(3) == 0 ? _random.Next(Edges.Length) : 2] + ((ulong)(long)_random.Next(-8, 24) << 12) + (ulong)((long)_random.Next(-2, 3) << (_random.Next(8) == 0 ? 0 : 2)));

    private void Fill(List<Range> ranges, int most, int bytes)
    {
        for (int i = _random.Next(most + 1); i > 0; i--) { ranges.Add(new Range(Address(), (ulong)_random.Next(1, bytes))); }
    }

    private static void Cells(BlobBuilder blob)
    {
        blob.Property("#address-cells", 2);
        blob.Property("#size-cells", 2);
    }

    private static uint[] Reg(ulong address, ulong size) => [(uint)(address >> 32), (uint)address, (uint)(size >> 32), (uint)size];

    private static AddressRange Public(Range range) => new(range.Address, range.Size, "x");

    private static bool Inside(Range range, BigInteger start, BigInteger size) => start >= range.Address && start + size <= (BigInteger)range.Address + range.Size;

    private static bool Overlap((BigInteger Start, BigInteger Size) one, (BigInteger Start, BigInteger Size) other) =>
        one.Start < other.Start + other.Size && other.Start < one.Start + one.Size;

    private sealed record Range(ulong Address, ulong Size);

    private sealed record Bus(bool IsEnabled, bool HasRanges, List<(ulong Child, ulong Parent, ulong Size)> Ranges);

    private sealed record Device(string Compatible, bool IsEnabled, List<Range> Windows, int Region);
}
