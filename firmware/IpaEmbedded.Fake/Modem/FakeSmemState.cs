using IpaEmbedded.Qualcomm.Smem;

namespace IpaEmbedded.Fake;

/// <summary>One bit of the word that the application processor shows the modem, without shared memory in between.</summary>
public sealed class FakeSmemState : SmemState
{
    private readonly FakeModem _modem;
    private readonly int _bit;
    private bool _put;

    internal FakeSmemState(FakeModem modem, int bit)
    {
        _modem = modem;
        _bit = bit;
    }

    /// <inheritdoc/>
    public override int Bit
    {
        get { return _bit; }
    }

    /// <summary>Whether its consumer gave it back.</summary>
    public bool IsPut
    {
        get { return _put; }
    }

    /// <inheritdoc/>
    public override void Update(uint mask, uint value)
    {
        _modem.OnApState(mask, value);
    }

    /// <inheritdoc/>
    public override void Release()
    {
        _put = true;
    }
}
