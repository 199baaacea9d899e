using System.Buffers.Binary;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Fake;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Firmware;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fuzz;

/// <summary>Loads firmware images, whole ones and split ones: refused in words, or every segment lies where it says, with its bytes and zeros behind them.</summary>
public sealed class FirmwareTarget : FuzzTarget
{
    private const ulong RegionAddress = 0x8c400000;
    private const int RegionBytes = 0x10000;
    private const uint Peripheral = 15;

    private static readonly byte[] Border = "%%%"u8.ToArray();

    private readonly byte[] _tree = FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("m.dts", "/dts-v1/; / { };"), new CompileOptions()).Tree!);

    public override string Name => "mdt";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Image(0, false), Image(0x08000000, false), [.. Image(0x08000000, true), .. Border, .. new byte[64]], [.. Image(0, true), .. Border, .. Enumerable.Range(0, 64).Select(n => (byte)n)]];

    public override IReadOnlyList<byte[]> Dictionary { get; } = [Border, [1, 0, 0, 0], [0, 0, 0, 2], [0, 0, 0, 7], [0, 0, 0, 8], [0, 0, 0x40, 0x8c], [0xff, 0xff, 0x40, 0x8c], [32, 0], [2, 0], [64, 0], [52, 0, 0, 0]];

    public override IReadOnlyList<Mutation> Mutations => WireMutations.All;

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Qualcomm"];

    public override string? Execute(byte[] input)
    {
        int border = input.AsSpan().IndexOf(Border);
        byte[] file = border < 0 ? input : input[..border];
        byte[]? rest = border < 0 ? null : input[(border + Border.Length)..];
        var board = new FakeBoard();
        var memory = new FakeMemory();
        var platform = new Platform(new EventLoop(new VirtualTime()), new FlattenedTree(_tree), memory, board, new DriverTable()) { Firmware = new Store(file, rest) };
        DmaMemory region = board.MapMemory(RegionAddress, RegionBytes, "region");
        region.Fill(0, RegionBytes, 0xa5);
        var monitor = new Monitor();
        try
        {
            new FirmwareLoader(platform, monitor).LoadAndStart("m.mdt", Peripheral, RegionAddress, RegionBytes);
        }
        catch (HardwareException e)
        {
            return e.Message.Length == 0 ? "refused without a word" : monitor.Started ? "started and refused" : null;
        }
        var image = new FirmwareImage("m.mdt", file);
        image.Open();
        return !monitor.Started ? "neither started nor refused" : Compare(image, file, rest, region);
    }

    private static string? Compare(FirmwareImage image, byte[] file, byte[]? rest, DmaMemory region)
    {
        ulong loadBase = RegionAddress;
        if (image.IsRelocatable)
        {
            loadBase = Enumerable.Range(0, image.Count).Where(image.IsLoadable).Min(image.AddressOf);
        }
        byte[] loaded = new byte[RegionBytes];
        region.CopyTo(0, loaded, 0, RegionBytes);
        for (int i = 0; i < image.Count; i++)
        {
            if (!image.IsLoadable(i))
            {
                continue;
            }
            long at = (long)image.AddressOf(i) - (long)loadBase;
            if (at < 0 || at + image.MemorySizeOf(i) > RegionBytes)
            {
                return "a segment outside of its region";
            }
            ReadOnlySpan<byte> source = image.FileSizeOf(i) == 0 ? [] : image.Holds(i) ? file.AsSpan((int)image.OffsetOf(i), (int)image.FileSizeOf(i)) : rest;
            ReadOnlySpan<byte> segment = loaded.AsSpan((int)at, (int)image.MemorySizeOf(i));
            if (!segment.StartsWith(source) || segment[source.Length..].ContainsAnyExcept((byte)0))
            {
                return "a segment without its bytes";
            }
        }
        return null;
    }

    /// <summary>A header, a hash segment behind it and two segments to load: in the same file, or the last in a file of its own.</summary>
    private static byte[] Image(uint flags, bool split)
    {
        const int Headers = 52 + (4 * 32);
        byte[] image = new byte[Headers + 40 + 96 + (split ? 0 : 64)];
        BinaryPrimitives.WriteUInt32LittleEndian(image, 0x464c457f);
        image[4] = 1;
        image[5] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(28), 52);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(42), 32);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(44), 4);
        Segment(image, 0, 0, 0, 0, Headers, 0, 7u << 24);
        Segment(image, 1, 0, Headers, 0, 40, 0x1000, 2u << 24);
        Segment(image, 2, 1, Headers + 40, (uint)RegionAddress, 96, 0x100, flags);
        Segment(image, 3, 1, split ? 0x4000u : Headers + 136, (uint)RegionAddress + 0x1000, 64, 64, flags);
        for (int i = Headers; i < image.Length; i++)
        {
            image[i] = (byte)i;
        }
        return image;
    }

    private static void Segment(byte[] image, int number, uint type, uint offset, uint address, uint fileSize, uint memorySize, uint flags)
    {
        Span<byte> header = image.AsSpan(52 + (32 * number));
        uint[] words = [type, offset, address, address, fileSize, memorySize, flags, 4];
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header[(4 * i)..], words[i]);
        }
    }

    private sealed class Store(byte[] file, byte[]? rest) : FirmwareStore
    {
        public override byte[]? Open(string name) => name == "m.mdt" ? file : rest;
    }

    private sealed class Monitor : SecureMonitor
    {
        public bool Started { get; private set; }

        public override bool Supports(uint peripheralId) => true;

        public override int InitializeImage(uint peripheralId, ulong metadataAddress, int metadataSize) => 0;

        public override int SetUpMemory(uint peripheralId, ulong address, ulong size) => 0;

        public override int AuthenticateAndReset(uint peripheralId)
        {
            Started = true;
            return 0;
        }

        public override int ShutDown(uint peripheralId) => 0;
    }
}
