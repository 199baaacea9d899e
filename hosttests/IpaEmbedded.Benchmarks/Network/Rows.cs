namespace IpaEmbedded.Benchmarks.Network;

/// <summary>The rows of the results, in the order in which they are shown: what is aimed for, and why it is missed where it is.</summary>
internal static class Rows
{
    private const string TwoPolls = "a packet costs two polls with their listeners and an event pointer read each, which the loop does not have";
    private const string FastFloor = "the floor takes half of the time on this machine of what it took when the aim was set; the instructions tell what the code costs";
    private const string Checked = "each access to the memory is held against its bounds, and what an event says against the transaction, the channel and the length";
    private const string Chip = "a packet costs the chip two look-ups of memory, an event under every check and the network's reading of the frame";
    private const string OneCopyMore = "the chip copies a packet out of the memory, and the loop beside it copies none";
    private const string Sink = "frame, port, interface and sink are four objects where the loop is one function";
    private const string Flat = "an access finds its slot over a table of pages, and power, alignment, reserved bits and handlers are looked at, where the dictionary looks at nothing";
    private const string Doorbell = "a doorbell is held against channel, ring, alignment and what was handed over before, and the channel looks for elements";
    private const string CopyCheck = "a copy is held against the memory and the array before it is made";
    private const string Subset = "in the target's subset of C# there are neither vectors nor pointers: the sum is taken by 8 bytes";
    private const string Compiler = "a third of the samples of a profile are the just-in-time compiler, and pages that are mapped anew are paid when they are touched";
    private const string ColdCode = "every method runs for the first time";
    private const string NoProfile = "calls of listeners, sinks and registers are virtual, and only a profile tells the compiler which one is nearly always meant";

    /// <summary>Every row.</summary>
    public static readonly Row[] All =
    [
        new("C loop, batch 32", "driver", "c 32", "floor 32"),
        new("endpoints, zero copy, batch 1", "driver", "endpoints 1", "floor 1") { Goal = "G2", Ratio = 2.5, Why = TwoPolls },
        new("endpoints, zero copy, batch 8", "driver", "endpoints 8", "floor 8"),
        new("endpoints, zero copy, batch 32", "driver", "endpoints 32", "floor 32") { Goal = "G1, G12", Ratio = 1.4, Instructions = 220, Why = Checked },
        new("endpoints, zero copy, batch 256", "driver", "endpoints 256", "floor 256"),
        new("ModemInterface, batch 1", "driver", "interface 1", "floor 1"),
        new("ModemInterface, batch 8", "driver", "interface 8", "floor 8"),
        new("ModemInterface, batch 32", "driver", "interface 32", "floor 32") { Goal = "G1", Ratio = 1.8, Instructions = 390, Why = FastFloor },
        new("ModemInterface, batch 256", "driver", "interface 256", "floor 256"),
        new("ModemInterface with interrupts, batch 1", "driver", "interrupts 1", "floor 1"),
        new("ModemInterface with interrupts, batch 32", "driver", "interrupts 32", "floor 32"),
        new("ModemInterface, 64 bytes written, batch 32", "driver", "interface 64 bytes, 32", "floor 64 bytes, 32"),
        new("ModemInterface, 1,400 bytes written, batch 1", "driver", "interface 1400 bytes, 1", "floor 1400 bytes, 1"),
        new("ModemInterface, 1,400 bytes written, batch 8", "driver", "interface 1400 bytes, 8", "floor 1400 bytes, 8"),
        new("ModemInterface, 1,400 bytes written, batch 32", "driver", "interface 1400 bytes, 32", "floor 1400 bytes, 32"),
        new("ModemInterface, 1,400 bytes written, batch 256", "driver", "interface 1400 bytes, 256", "floor 1400 bytes, 256"),
        new("ModemInterface, batch 1, without PGO / with it", Runtimes.Group, "interface 1", "interface 1") { Goal = "G11", Ratio = 1.15, Runtime = Runtimes.WithoutProfile, Why = NoProfile },
        new("ModemInterface, batch 32, without PGO / with it", Runtimes.Group, "interface 32", "interface 32") { Goal = "G11", Ratio = 1.15, Runtime = Runtimes.WithoutProfile, Why = NoProfile },
        new("ModemInterface, batch 1, NativeAOT / PGO", Runtimes.Group, "interface 1", "interface 1") { Goal = "G11", Ratio = 1.15, Runtime = Runtimes.Native, Why = NoProfile },
        new("ModemInterface, batch 32, NativeAOT / PGO", Runtimes.Group, "interface 32", "interface 32") { Goal = "G11", Ratio = 1.15, Runtime = Runtimes.Native, Why = NoProfile },
        new("driver and fake, 64 bytes, batch 1", "fake", "fake 64 bytes, 1", "floor 1"),
        new("driver and fake, 64 bytes, batch 8", "fake", "fake 64 bytes, 8", "floor 8"),
        new("driver and fake, 64 bytes, batch 32", "fake", "fake 64 bytes, 32", "floor 32") { Goal = "G3", Ratio = 4, Instructions = 860, Why = $"{Chip}; {FastFloor}" },
        new("driver and fake, 64 bytes, batch 256", "fake", "fake 64 bytes, 256", "floor 256"),
        new("driver and fake, 1,400 bytes, batch 1", "fake", "fake 1400 bytes, 1", "floor 1"),
        new("driver and fake, 1,400 bytes, batch 32", "fake", "fake 1400 bytes, 32", "floor 32") { Goal = "G3", Ratio = 7, Why = $"{OneCopyMore}; {FastFloor}" },
        new("driver and fake, 1,400 bytes, batch 256", "fake", "fake 1400 bytes, 256", "floor 256"),
        new("slowest of 312,500 batches / median, driver", "poll", "driver slowest batch", "driver median batch") { Goal = "G4, G14", IsWithoutCollections = true, IsGated = false },
        new("slowest of 312,500 batches / median, driver and fake", "poll", "fake slowest batch", "fake median batch") { Goal = "G4, G14", IsWithoutCollections = true, IsGated = false },
        new("16 packets of 480 bytes taken apart", "receive", "port plain", "pointers plain") { Goal = "G5", Ratio = 1.6, Why = Sink },
        new("the same, checksum trailer verified", "receive", "port trailer", "pointers trailer") { Goal = "G5", Ratio = 2.5, Why = Sink },
        new("the same, inline checksum header", "receive", "port inline", "pointers inline"),
        new("fake: register read", "access", "register read", "dictionary") { Goal = "G9", Ratio = 1, Why = Flat },
        new("fake: register write", "access", "register write", "dictionary") { Goal = "G9", Ratio = 1, Why = Flat },
        new("fake: write to a register with a hook", "access", "hooked write", "dictionary"),
        new("fake: idle doorbell", "access", "idle doorbell", "dictionary") { Goal = "G9", Ratio = 3, Why = Doorbell },
        new("DMA memory: 32-bit read", "access", "dma read", "dictionary"),
        new("DMA memory: ring element written", "access", "dma element", "dictionary"),
        new("DMA memory: 1,500 bytes copied out", "access", "copy out", "memory copy") { Goal = "G7", Ratio = 1.2, Why = CopyCheck },
        new("checksum of 1,500 bytes / copy, far side", "access", "checksum", "memory copy") { Goal = "G8", Ratio = 2.5 },
        new("checksum of 1,500 bytes and copy / copy, fake", "access", "frame", "memory copy") { Goal = "G8", Ratio = 3.5, Why = Subset },
        new("boot to the link, against 1,000 register accesses", "boot", "boot", "thousand accesses") { Goal = "G13", Microseconds = 400, Bytes = 1 << 20, Why = Compiler },
        new("the first boot of a process", "boot", "cold boot", "thousand accesses") { Goal = "G13", Microseconds = 80_000, Why = ColdCode, IsGated = false },
        new("schedule: boot, three echoes, 2,000 steps", "boot", "schedule", "thousand accesses") { Microseconds = 1667 },
    ];
}
