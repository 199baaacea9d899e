using System.Globalization;
using IpaEmbedded.Fake;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>Names addresses by the buffer that they lie in, so that where buffers lie does not matter to a trace.</summary>
internal sealed class AddressNames(FakeMemory memory)
{
    /// <summary>Returns "region+0xoffset", or a plain number for an address in no buffer.</summary>
    public string Of(ulong address)
    {
        return memory.Find(address, out _, out string label, out ulong offset)
            ? label + "+0x" + offset.ToString("x", CultureInfo.InvariantCulture)
            : "0x" + address.ToString("x", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads memory by address; an address in no buffer gives zeros.</summary>
    public byte[] Read(ulong address, int length)
    {
        byte[] bytes = new byte[length];
        memory.Resolve(address, length, out int offset)?.CopyTo(offset, bytes, 0, length);
        return bytes;
    }
}
