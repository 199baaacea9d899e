using System.Diagnostics;
using System.Runtime.InteropServices;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Cli.Network;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>The groups of cases; each runs in processes of its own, because several spoil each other's profile.</summary>
internal static unsafe class Groups
{
    /// <summary>Names of the groups.</summary>
    public static readonly string[] Names = ["driver", "fake", "receive", "access", "boot", "poll", Runtimes.Group];

    /// <summary>Batches that packets are sent and received in.</summary>
    public static readonly int[] Batches = [1, 8, 32, 256];

    /// <summary>The cases of a group.</summary>
    public static List<Case> Create(string group, NativeLoop? native) => group switch
    {
        "driver" => Driver(native),
        "fake" => Fake(),
        "receive" => Receive(),
        "access" => Access(),
        "boot" => Boot(),
        "poll" => Poll(),
        _ => InEachRuntime(native),
    };

    private static List<Case> Driver(NativeLoop? native)
    {
        List<Case> cases = [];
        foreach (int length in (int[])[0, 64, 1400])
        {
            bool copy = length != 0;
            int bytes = copy ? length : 64;
            string suffix = copy ? $"{length} bytes, " : "";
            var floor = new RawLoop(bytes, copy);
            var inC = new RawLoop(bytes, copy);
            var endpoints = new DriverLoop(bytes, copy, false, false);
            var through = new DriverLoop(bytes, copy, true, false);
            var interrupted = new DriverLoop(bytes, copy, true, true);
            foreach (int batch in Batches)
            {
                cases.Add(new Case($"floor {suffix}{batch}", batch, rounds => floor.Run(batch, rounds)) { IsCounted = IsCounted(batch) });
                if (native != null) { cases.Add(new Case($"c {suffix}{batch}", batch, rounds => native.Run(inC, batch, rounds)) { IsCounted = IsCounted(batch) }); }
                cases.Add(new Case($"endpoints {suffix}{batch}", batch, rounds => endpoints.Run(batch, rounds)) { IsCounted = IsCounted(batch) });
                cases.Add(new Case($"interface {suffix}{batch}", batch, rounds => through.Run(batch, rounds)) { IsCounted = IsCounted(batch) });
                if (!copy) { cases.Add(new Case($"interrupts {batch}", batch, rounds => interrupted.Run(batch, rounds)) { IsCounted = IsCounted(batch) }); }
            }
        }
        return cases;
    }

    private static List<Case> Poll()
    {
        var interrupted = new DriverLoop(64, false, true, true);
        OpenLink link = OpenLink.Boot(64);
        return [.. PollLoop.Measure("driver", interrupted.Run), .. PollLoop.Measure("fake", (batch, rounds) => Send(link, batch, rounds))];
    }

    private static List<Case> InEachRuntime(NativeLoop? native)
    {
        var inC = new RawLoop(64, false);
        var through = new DriverLoop(64, false, true, false);
        List<Case> cases = [];
        foreach (int batch in (int[])[1, 32])
        {
            if (native != null) { cases.Add(new Case($"c {batch}", batch, rounds => native.Run(inC, batch, rounds))); }
            cases.Add(new Case($"interface {batch}", batch, rounds => through.Run(batch, rounds)) { IsCounted = true });
        }
        return cases;
    }

    private static void Send(OpenLink link, int batch, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            if (link.SendBatch(batch) != batch) { throw new InvalidOperationException("a packet was refused"); }
            link.Complete();
        }
    }

    private static bool IsCounted(int batch) => batch is 1 or 32;

    private static List<Case> Fake()
    {
        List<Case> cases = [];
        foreach (int batch in Batches)
        {
            var floor = new RawLoop(64, false);
            cases.Add(new Case($"floor {batch}", batch, rounds => floor.Run(batch, rounds)) { IsCounted = IsCounted(batch) });
        }
        foreach (int length in (int[])[64, 1400])
        {
            OpenLink link = OpenLink.Boot(length);
            foreach (int batch in Batches)
            {
                cases.Add(new Case($"fake {length} bytes, {batch}", batch, rounds => Send(link, batch, rounds)) { IsCounted = IsCounted(batch) });
            }
        }
        return cases;
    }

    private static List<Case> Receive()
    {
        const int Packets = 16;
        const int PacketBytes = 480;
        List<Case> cases = [];
        foreach (uint checksum in (uint[])[0, RmnetFormat.IngressChecksumV4, RmnetFormat.IngressChecksumV5])
        {
            string name = checksum switch { 0 => "plain", RmnetFormat.IngressChecksumV4 => "trailer", _ => "inline" };
            var frames = new ReceivedFrames(Packets, PacketBytes, checksum);
            cases.Add(new Case($"pointers {name}", Packets, frames.RunPointers) { IsCounted = true });
            cases.Add(new Case($"port {name}", Packets, frames.RunPort) { IsCounted = true });
        }
        return cases;
    }

    private static List<Case> Access()
    {
        const int Accesses = 100;
        OpenLink link = OpenLink.Boot(64);
        FakeGsi gsi = link.Board.Soc.Chip.Gsi;
        GsiRegisters table = link.Board.Driver.Data.Gsi;
        Ipa.Gsi.GsiChannel channel = link.Board.Driver.Endpoints.ModemTx.Channel;
        FakeIpa ipa = link.Board.Soc.Chip.Ipa;
        uint plain = link.Board.Driver.Data.Registers.EndpInitCfg.At(channel.Data.Id);
        uint value = ipa.Read32(plain);
        uint mask = table.CntxtGlobIrqEn.Offset;
        uint enabled = gsi.Peek(table.CntxtGlobIrqEn, 0);
        uint doorbell = table.ChDoorbell0.At(channel.Id);
        uint position = channel.Ring.PointerTo(channel.Ring.Index);
        Dictionary<uint, uint> dictionary = [];
        for (uint i = 0; i < 1000; i++) { dictionary[i * 4] = i; }
        var memory = new DmaMemory(0x180000000, 65536);
        byte[] bytes = GC.AllocateArray<byte>(1500, true);
        FakeNetwork network = link.Board.Soc.Network;
        byte[] frame = new byte[2048];
        if (network.BuildFrame(0, bytes, 0, bytes.Length, frame) != QmapHeader.Size + bytes.Length + QmapHeader.DownlinkTrailerSize) { throw new InvalidOperationException("the chip computes no checksum"); }
        byte* from = (byte*)NativeMemory.AlignedAlloc(4096, 64);
        // The same bytes to the same place: where a copy goes decides as much as how.
        byte* to = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0);
        uint sum = 0;
        ulong low = 0;
        int violations = link.Board.Soc.Chip.Sanitizer.Count;
        if (violations != 0) { throw new InvalidOperationException(link.Board.Soc.Chip.Sanitizer.Text()); }
        return
        [
            new Case("dictionary", Accesses, Loop(Accesses, () => sum += dictionary[64])) { IsCounted = true },
            new Case("register read", Accesses, Loop(Accesses, () => sum += ipa.Read32(plain))) { IsCounted = true },
            new Case("register write", Accesses, Loop(Accesses, () => ipa.Write32(plain, value))) { IsCounted = true },
            new Case("hooked write", Accesses, Loop(Accesses, () => gsi.Write32(mask, enabled))) { IsCounted = true },
            new Case("idle doorbell", Accesses, Loop(Accesses, () => gsi.Write32(doorbell, position))) { IsCounted = true },
            new Case("dma read", Accesses, Loop(Accesses, () => sum += memory.Read32(64))) { IsCounted = true },
            new Case("dma element", Accesses, Loop(Accesses, () => memory.WriteElement(64, low, ~low++))) { IsCounted = true },
            new Case("memory copy", Accesses, Loop(Accesses, () => Buffer.MemoryCopy(from, to, 1500, 1500))) { IsCounted = true },
            new Case("checksum", Accesses, Loop(Accesses, () => sum += PacketChecksum.Of(bytes))) { IsCounted = true },
            new Case("frame", Accesses, Loop(Accesses, () => sum += (uint)network.BuildFrame(0, bytes, 0, bytes.Length, frame))) { IsCounted = true },
            new Case("copy out", Accesses, Loop(Accesses, () => memory.CopyTo(64, bytes, 0, 1500))) { IsCounted = true },
        ];
    }

    private static Action<int> Loop(int accesses, Action action) => rounds =>
    {
        for (int i = accesses * rounds; i > 0; i--) { action(); }
    };

    private static List<Case> Boot()
    {
        byte[] blob = OpenLink.Blob();
        long began = Stopwatch.GetTimestamp();
        new SimulatedBoard(blob).Boot();
        double cold = Stopwatch.GetElapsedTime(began).TotalNanoseconds;
        OpenLink link = OpenLink.Boot(64);
        FakeGsi gsi = link.Board.Soc.Chip.Gsi;
        uint offset = link.Board.Driver.Data.Gsi.ChScratch2.At(3);
        return
        [
            new Case("thousand accesses", 1, rounds =>
            {
                for (int i = rounds * 1000; i > 0; i--) { gsi.Read32(offset); }
            }),
            Case.Of("cold boot", cold),
            new Case("boot", 1, rounds =>
            {
                for (int i = 0; i < rounds; i++) { new SimulatedBoard(blob).Boot(); }
            }),
            new Case("schedule", 1, rounds =>
            {
                for (int i = 0; i < rounds; i++) { Schedule(blob, (uint)i + 1); }
            }),
        ];
    }

    private static void Schedule(byte[] blob, uint seed)
    {
        var board = new SimulatedBoard(blob, new BoardOptions { Timing = ChipTiming.Latency(seed) });
        board.Boot();
        var client = new EchoClient(board.Loop, board.Rmnet);
        for (int i = 1; i <= 3; i++)
        {
            if (client.Exchange(i) < 0) { throw new InvalidOperationException("an echo request was not answered"); }
        }
        for (int i = 0; i < 2000; i++) { board.Loop.Run(1); }
        if (board.Soc.Chip.Sanitizer.Count != 0) { throw new InvalidOperationException(board.Soc.Chip.Sanitizer.Text()); }
    }
}
