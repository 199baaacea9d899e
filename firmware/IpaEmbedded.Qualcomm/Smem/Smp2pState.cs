namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>A consumer's view of one word that this processor shows over SMP2P.</summary>
internal sealed class Smp2pState : SmemState
{
    private readonly Smp2pEdge _edge;
    private readonly int _entry;
    private readonly int _bit;

    internal Smp2pState(Smp2pEdge edge, int entry, int bit)
    {
        _edge = edge;
        _entry = entry;
        _bit = bit;
    }

    public override int Bit
    {
        get { return _bit; }
    }

    public override void Update(uint mask, uint value)
    {
        _edge.Update(_entry, mask, value);
    }

    public override void Release()
    {
    }
}
