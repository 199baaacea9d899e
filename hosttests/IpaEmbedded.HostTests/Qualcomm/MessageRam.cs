using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>The always-on subsystem's message RAM, and what the subsystem does when it is kicked.</summary>
internal static class MessageRam
{
    internal static DmaMemory Create()
    {
        var ram = new DmaMemory(0x0c300000, 0x400);
        ram.Write32(0x00, 0x4d41494c);
        ram.Write32(0x04, 1);
        ram.Write32(0x0c, 0xffff);
        ram.Write32(0x34, 0x40);
        ram.Write32(0x38, 0x100);
        return ram;
    }

    /// <summary>Answers one kick: acknowledges our states, brings the channel up, takes a message.</summary>
    internal static void Answer(DmaMemory ram, List<string>? messages)
    {
        ram.Write32(0x28, ram.Read32(0x24));
        if (ram.Read32(0x2c) == 0xffff) { ram.Write32(0x14, 0xffff); }
        if (ram.Read32(0x18) == 0xffff) { ram.Write32(0x30, 0xffff); }
        var length = (int)ram.Read32(0x100);
        if (length == 0) { return; }
        var bytes = new byte[length];
        ram.CopyTo(0x104, bytes, 0, length);
        messages?.Add(System.Text.Encoding.ASCII.GetString(bytes).TrimEnd('\0') + " #" + length);
        ram.Write32(0x100, 0);
    }
}
