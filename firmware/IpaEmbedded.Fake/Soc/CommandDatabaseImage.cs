using IpaEmbedded.Qualcomm.CommandDatabase.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>
/// The command database that boot firmware leaves in memory: power levels, clock buffers, and the bus clocks of the SoC with
/// invented but plausible addresses, units, widths and domains.
/// </summary>
internal static class CommandDatabaseImage
{
    internal const uint IpaClockAddress = 0x50000;
    private const uint FirstBusClock = 0x50004;
    private const int Domains = 6;

    private static readonly string[] Levels = { "xo.lvl", "cx.lvl", "mx.lvl", "mss.lvl" };
    private static readonly string[] Buffers = { "lnbclka1", "lnbclka2", "lnbclka3", "rfclka1", "rfclka2", "rfclka3" };

    /// <summary>RPMh address of a bus clock, or of the IPA's clock "IP0"; 0 for any other.</summary>
    internal static uint AddressOf(string name, string[] busClocks)
    {
        if (name == "IP0") { return IpaClockAddress; }
        for (int i = 0; i < busClocks.Length; i++)
        {
            if (busClocks[i] == name) { return FirstBusClock + 4u * (uint)i; }
        }
        return 0;
    }

    /// <summary>Clock domain of a bus clock by its address, -1 for other resources.</summary>
    internal static int DomainOf(uint address, string[] busClocks)
    {
        uint index = (address - IpaClockAddress) / 4;
        return address >= IpaClockAddress && index <= (uint)busClocks.Length ? (int)index % Domains : -1;
    }

    internal static void Write(DmaMemory memory, string[] busClocks)
    {
        memory.Write32(CommandDatabaseLayout.Version, 1);
        memory.Write32(CommandDatabaseLayout.Magic, CommandDatabaseLayout.MagicWord);
        int at = 0;
        at = Section(memory, 0, at, CommandDatabaseLayout.SlaveArc, Levels, 0x30000, 0x10);
        at = Section(memory, 1, at, CommandDatabaseLayout.SlaveVrm, Buffers, 0x40000, 0x100);
        string[] names = new string[busClocks.Length + 1];
        names[0] = "IP0";
        for (int i = 1; i < names.Length; i++) { names[i] = busClocks[i - 1]; }
        Section(memory, 2, at, CommandDatabaseLayout.SlaveBcm, names, IpaClockAddress, 4);
    }

    // Entries at "at", auxiliary data behind them; returns where the next section starts.
    private static int Section(DmaMemory memory, int index, int at, int slave, string[] names, uint address, uint step)
    {
        int header = CommandDatabaseLayout.ResourceHeaders + index * CommandDatabaseLayout.ResourceHeaderSize;
        int data = at + names.Length * CommandDatabaseLayout.EntrySize;
        memory.Write16(header + CommandDatabaseLayout.SlaveId, (ushort)slave);
        memory.Write16(header + CommandDatabaseLayout.HeaderOffset, (ushort)at);
        memory.Write16(header + CommandDatabaseLayout.DataOffset, (ushort)data);
        memory.Write16(header + CommandDatabaseLayout.Count, (ushort)names.Length);
        for (int i = 0; i < names.Length; i++)
        {
            int entry = CommandDatabaseLayout.Data + at + i * CommandDatabaseLayout.EntrySize;
            for (int c = 0; c < names[i].Length; c++) { memory.Write8(entry + c, (byte)names[i][c]); }
            memory.Write32(entry + CommandDatabaseLayout.EntryAddress, address + step * (uint)i);
            memory.Write16(entry + CommandDatabaseLayout.EntryLength, CommandDatabaseLayout.BcmSize);
            memory.Write16(entry + CommandDatabaseLayout.EntryOffset, (ushort)(i * CommandDatabaseLayout.BcmSize));
            int auxiliary = CommandDatabaseLayout.Data + data + i * CommandDatabaseLayout.BcmSize;
            memory.Write32(auxiliary + CommandDatabaseLayout.BcmUnit, names[i] == "IP0" ? 19200u : 50000u);
            memory.Write16(auxiliary + CommandDatabaseLayout.BcmWidth, 8);
            memory.Write8(auxiliary + CommandDatabaseLayout.BcmClockDomain, (byte)(i % Domains));
        }
        return data + names.Length * CommandDatabaseLayout.BcmSize;
    }
}
