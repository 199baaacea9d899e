namespace IpaEmbedded.Benchmarks.Network;

/// <summary>The rows of the results, in the order in which they are shown.</summary>
internal static class Rows
{
    private const string TwoPolls = "a packet costs two polls and their listeners, which the loop does not have";
    private const string FastFloor = "the floor takes two thirds of the time on this machine of what it took when the aim was set; instructions tell what the code costs";
    private const string Checked = "every access to the memory is checked, and an event costs 40 instructions where the loop needs 15";
    private const string Chip = "a packet costs the chip two look-ups of memory, an event under every check and the network's reading of the frame";
    private const string Sink = "frame, port, interface and sink are four objects where the loop is one function";
    private const string Flat = "an access finds its slot over a table of pages and looks at the slot's traits and the handler";
    private const string Faults = "a third of the samples of a profile are the just-in-time compiler, and pages that are mapped anew are paid when they are touched";

    /// <summary>Every row.</summary>
    public static readonly Row[] All =
    [
        new("C loop, batch 32", "driver", "c 32", "floor 32", 0),
        new("endpoints, zero copy, batch 1", "driver", "endpoints 1", "floor 1", 2.5, TwoPolls),
        new("endpoints, zero copy, batch 8", "driver", "endpoints 8", "floor 8", 0),
        new("endpoints, zero copy, batch 32", "driver", "endpoints 32", "floor 32", 1.4, Checked, 220),
        new("endpoints, zero copy, batch 256", "driver", "endpoints 256", "floor 256", 0),
        new("ModemInterface, batch 1", "driver", "interface 1", "floor 1", 0),
        new("ModemInterface, batch 8", "driver", "interface 8", "floor 8", 0),
        new("ModemInterface, batch 32", "driver", "interface 32", "floor 32", 1.8, FastFloor, 390),
        new("ModemInterface, batch 256", "driver", "interface 256", "floor 256", 0),
        new("ModemInterface with interrupts, batch 1", "driver", "interrupts 1", "floor 1", 0),
        new("ModemInterface with interrupts, batch 32", "driver", "interrupts 32", "floor 32", 0),
        new("ModemInterface, 64 bytes written, batch 32", "driver", "interface 64 bytes, 32", "floor 64 bytes, 32", 0),
        new("ModemInterface, 1,400 bytes written, batch 1", "driver", "interface 1400 bytes, 1", "floor 1400 bytes, 1", 0),
        new("ModemInterface, 1,400 bytes written, batch 8", "driver", "interface 1400 bytes, 8", "floor 1400 bytes, 8", 0),
        new("ModemInterface, 1,400 bytes written, batch 32", "driver", "interface 1400 bytes, 32", "floor 1400 bytes, 32", 0),
        new("ModemInterface, 1,400 bytes written, batch 256", "driver", "interface 1400 bytes, 256", "floor 1400 bytes, 256", 0),
        new("driver and fake, 64 bytes, batch 1", "fake", "fake 64 bytes, 1", "floor 1", 0),
        new("driver and fake, 64 bytes, batch 8", "fake", "fake 64 bytes, 8", "floor 8", 0),
        new("driver and fake, 64 bytes, batch 32", "fake", "fake 64 bytes, 32", "floor 32", 4, Chip + "; " + FastFloor, 860),
        new("driver and fake, 64 bytes, batch 256", "fake", "fake 64 bytes, 256", "floor 256", 0),
        new("driver and fake, 1,400 bytes, batch 1", "fake", "fake 1400 bytes, 1", "floor 1", 0),
        new("driver and fake, 1,400 bytes, batch 32", "fake", "fake 1400 bytes, 32", "floor 32", 7, FastFloor),
        new("driver and fake, 1,400 bytes, batch 256", "fake", "fake 1400 bytes, 256", "floor 256", 0),
        new("16 packets of 480 bytes taken apart", "receive", "port plain", "pointers plain", 1.6, Sink),
        new("the same, checksum trailer verified", "receive", "port trailer", "pointers trailer", 2.5, Sink),
        new("the same, inline checksum header", "receive", "port inline", "pointers inline", 0),
        new("fake: register read", "access", "register read", "dictionary", 1, Flat),
        new("fake: register write", "access", "register write", "dictionary", 1, Flat),
        new("fake: write to a register with a hook", "access", "hooked write", "dictionary", 0),
        new("fake: idle doorbell", "access", "idle doorbell", "dictionary", 3, "a doorbell is held against the ring, the channel and what was handed over before"),
        new("DMA memory: 32-bit read", "access", "dma read", "dictionary", 0),
        new("DMA memory: ring element written", "access", "dma element", "dictionary", 0),
        new("DMA memory: 1,500 bytes copied out", "access", "copy out", "memory copy", 1.2, "a copy is held against its memory before it is made, 5 ns beside 12"),
        new("boot to the link, against 1,000 register accesses", "boot", "boot", "thousand accesses", 0, Faults, Microseconds: 400, Bytes: 1 << 20),
        new("schedule: boot, three echoes, 2,000 steps", "boot", "schedule", "thousand accesses", 0, "", Microseconds: 1667),
    ];
}
