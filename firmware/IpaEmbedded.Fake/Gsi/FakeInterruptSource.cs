using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>One type of the GSI's interrupts: its sources have a status, a mask and a clear register, a bit for each source.</summary>
internal sealed class FakeInterruptSource
{
    internal uint Pending;
    internal uint Enabled;

    private readonly FakeGsi _gsi;
    private readonly Field _type;

    internal FakeInterruptSource(FakeGsi gsi, Field type, Register status, Register mask, Register clear)
    {
        _gsi = gsi;
        _type = type;
        gsi.OnRead(status, Read);
        gsi.OnWrite(mask, Enable);
        gsi.OnWrite(clear, Clear);
    }

    /// <summary>The bit of the type when a source that is enabled has something to say, or 0.</summary>
    internal uint Type
    {
        get { return (Pending & Enabled) != 0 ? _type.Mask : 0; }
    }

    internal void Raise(uint sources)
    {
        Pending |= sources;
        _gsi.Update();
    }

    internal void Clear(int instance, uint before, uint sources)
    {
        Pending &= ~sources;
        _gsi.Update();
    }

    internal void Enable(int instance, uint before, uint sources)
    {
        Enabled = sources;
        _gsi.Update();
    }

    private uint Read(int instance, uint stored)
    {
        return Pending & Enabled;
    }
}
