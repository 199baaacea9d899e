namespace IpaEmbedded.Benchmarks.Network;

/// <summary>The rows of the results, in the order in which they are shown.</summary>
internal static class Rows
{
    private const string TwoPolls = "one packet costs two interrupts, two polls and their listeners, which the loop does not have";

    /// <summary>Every row.</summary>
    public static readonly Row[] All =
    [
        new("C loop, batch 32", "driver", "c 32", "floor 32", 0),
        new("endpoints, zero copy, batch 1", "driver", "endpoints 1", "floor 1", 2.5, TwoPolls),
        new("endpoints, zero copy, batch 8", "driver", "endpoints 8", "floor 8", 0),
        new("endpoints, zero copy, batch 32", "driver", "endpoints 32", "floor 32", 1.4, "", 220),
        new("endpoints, zero copy, batch 256", "driver", "endpoints 256", "floor 256", 0),
        new("ModemInterface, batch 1", "driver", "interface 1", "floor 1", 0),
        new("ModemInterface, batch 8", "driver", "interface 8", "floor 8", 0),
        new("ModemInterface, batch 32", "driver", "interface 32", "floor 32", 1.8, "", 390),
        new("ModemInterface, batch 256", "driver", "interface 256", "floor 256", 0),
        new("ModemInterface, 64 bytes written, batch 32", "driver", "interface 64 bytes, 32", "floor 64 bytes, 32", 0),
        new("ModemInterface, 1,400 bytes written, batch 1", "driver", "interface 1400 bytes, 1", "floor 1400 bytes, 1", 0),
        new("ModemInterface, 1,400 bytes written, batch 8", "driver", "interface 1400 bytes, 8", "floor 1400 bytes, 8", 0),
        new("ModemInterface, 1,400 bytes written, batch 32", "driver", "interface 1400 bytes, 32", "floor 1400 bytes, 32", 0),
        new("ModemInterface, 1,400 bytes written, batch 256", "driver", "interface 1400 bytes, 256", "floor 1400 bytes, 256", 0),
        new("driver and fake, 64 bytes, batch 1", "fake", "fake 64 bytes, 1", "floor 1", 0),
        new("driver and fake, 64 bytes, batch 8", "fake", "fake 64 bytes, 8", "floor 8", 0),
        new("driver and fake, 64 bytes, batch 32", "fake", "fake 64 bytes, 32", "floor 32", 4, "", 860),
        new("driver and fake, 64 bytes, batch 256", "fake", "fake 64 bytes, 256", "floor 256", 0),
        new("driver and fake, 1,400 bytes, batch 1", "fake", "fake 1400 bytes, 1", "floor 1", 0),
        new("driver and fake, 1,400 bytes, batch 32", "fake", "fake 1400 bytes, 32", "floor 32", 7),
        new("driver and fake, 1,400 bytes, batch 256", "fake", "fake 1400 bytes, 256", "floor 256", 0),
        new("16 packets of 480 bytes taken apart", "receive", "port plain", "pointers plain", 1.6),
        new("the same, checksum trailer verified", "receive", "port trailer", "pointers trailer", 2.5),
        new("the same, inline checksum header", "receive", "port inline", "pointers inline", 0),
        new("fake: register read", "access", "register read", "dictionary", 1),
        new("fake: register write", "access", "register write", "dictionary", 1),
        new("fake: write to a register with a hook", "access", "hooked write", "dictionary", 0),
        new("fake: idle doorbell", "access", "idle doorbell", "dictionary", 3),
        new("DMA memory: 32-bit read", "access", "dma read", "dictionary", 1),
        new("DMA memory: ring element written", "access", "dma element", "dictionary", 1),
        new("DMA memory: 1,500 bytes copied out", "access", "copy out", "memory copy", 1.2),
        new("boot to the link, against 1,000 register accesses", "boot", "boot", "thousand accesses", 0),
        new("schedule: boot, three echoes, 2,000 steps", "boot", "schedule", "thousand accesses", 0),
    ];
}
