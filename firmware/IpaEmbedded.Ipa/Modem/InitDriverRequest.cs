using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Memory;
using IpaEmbedded.Qualcomm.Qmi;

namespace IpaEmbedded.Ipa.Modem;

/// <summary>INIT_DRIVER: tells the modem where its memory, tables and endpoint lie. A region that the version lacks is not mentioned.</summary>
internal static class InitDriverRequest
{
    internal static void Write(QmiWriter writer, IpaData data, LocalMemory memory, bool microcontrollerLoaded)
    {
        writer.Begin(ModemMessages.InitDriver);
        writer.Add32(0x10, ModemMessages.PlatformType);
        Bounds(writer, 0x11, memory, MemoryRegionName.ModemHeader);
        Routes(writer, data, 0x12, memory, MemoryRegionName.V4Route);
        Routes(writer, data, 0x13, memory, MemoryRegionName.V6Route);
        Start(writer, 0x14, memory, MemoryRegionName.V4Filter);
        Start(writer, 0x15, memory, MemoryRegionName.V6Filter);
        MemoryRegion modem = memory.Find(MemoryRegionName.Modem);
        if (modem != null) { writer.AddPair(0x16, memory.AddressOf(modem), (uint)modem.Size); }
        writer.Add32(0x17, (uint)data.Endpoint(EndpointName.ApModemRx).Id);
        writer.Add8(0x18, microcontrollerLoaded ? (byte)1 : (byte)0);
        Bounds(writer, 0x19, memory, MemoryRegionName.ModemProcCtx);
        Routes(writer, data, 0x1b, memory, MemoryRegionName.V4RouteHashed);
        Routes(writer, data, 0x1c, memory, MemoryRegionName.V6RouteHashed);
        Start(writer, 0x1d, memory, MemoryRegionName.V4FilterHashed);
        Start(writer, 0x1e, memory, MemoryRegionName.V6FilterHashed);
        Statistics(writer, 0x1f, memory, MemoryRegionName.StatsQuotaModem);
        Statistics(writer, 0x21, memory, MemoryRegionName.StatsDrop);
    }

    private static void Bounds(QmiWriter writer, byte element, LocalMemory memory, int name)
    {
        MemoryRegion region = memory.Find(name);
        if (region != null) { writer.AddPair(element, memory.AddressOf(region), memory.AddressOf(region) + (uint)region.Size - 1); }
    }

    private static void Routes(QmiWriter writer, IpaData data, byte element, LocalMemory memory, int name)
    {
        // The end is the modem's last index, not an address.
        MemoryRegion region = memory.Find(name);
        if (region != null) { writer.AddPair(element, memory.AddressOf(region), (uint)data.ModemRoutes - 1); }
    }

    private static void Start(QmiWriter writer, byte element, LocalMemory memory, int name)
    {
        MemoryRegion region = memory.Find(name);
        if (region != null) { writer.Add32(element, memory.AddressOf(region)); }
    }

    private static void Statistics(QmiWriter writer, byte element, LocalMemory memory, int name)
    {
        MemoryRegion region = memory.Find(name);
        if (region == null) { return; }
        writer.Add32(element, memory.AddressOf(region));
        writer.Add32((byte)(element + 1), (uint)region.Size);
    }
}
