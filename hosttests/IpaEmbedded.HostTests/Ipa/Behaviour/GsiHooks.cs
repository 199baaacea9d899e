using IpaEmbedded.Fake;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Tells of each write to the GSI after it was done, and lets a test change what a read of it gives.</summary>
internal sealed class GsiHooks : RegisterObserver
{
    public Action<uint, uint>? AfterGsiWrite { get; set; }

    public Func<uint, uint, uint>? GsiRead { get; set; }

    /// <summary>Changes what a read of any block gives; the block goes by its name in reg-names.</summary>
    public Func<string, uint, uint, uint>? AnyRead { get; set; }

    public override uint OnRead(string block, uint offset, uint value)
    {
        if (block == "gsi" && GsiRead is { } change) { value = change(offset, value); }
        return AnyRead is { } any ? any(block, offset, value) : value;
    }

    public override void OnWritten(string block, uint offset, uint value)
    {
        if (block == "gsi")
        {
            AfterGsiWrite?.Invoke(offset, value);
        }
    }
}
