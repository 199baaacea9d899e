using IpaEmbedded.Fake;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Tells of each write to the GSI after it was done, and lets a test change what a read of it gives.</summary>
internal sealed class GsiHooks : RegisterObserver
{
    public Action<uint, uint>? AfterGsiWrite { get; set; }

    public Func<uint, uint, uint>? GsiRead { get; set; }

    /// <summary>Changes what a read of any block gives; the block goes by its name in reg-names.</summary>
    public Func<string, uint, uint, uint>? AnyRead { get; set; }

    /// <summary>Is told of each write to any block.</summary>
    public Action<string, uint, uint>? AnyWrite { get; set; }

    /// <summary>Whether a read gave something else than the register has.</summary>
    public bool HasLied { get; private set; }

    /// <summary>Nothing is changed or told any more.</summary>
    public void Clear()
    {
        AfterGsiWrite = null;
        GsiRead = null;
        AnyRead = null;
        AnyWrite = null;
    }

    public override uint OnRead(string block, uint offset, uint value)
    {
        uint said = block == "gsi" && GsiRead is { } change ? change(offset, value) : value;
        if (AnyRead is { } any) { said = any(block, offset, said); }
        HasLied |= said != value;
        return said;
    }

    public override void OnWritten(string block, uint offset, uint value)
    {
        AnyWrite?.Invoke(block, offset, value);
        if (block == "gsi")
        {
            AfterGsiWrite?.Invoke(offset, value);
        }
    }
}
