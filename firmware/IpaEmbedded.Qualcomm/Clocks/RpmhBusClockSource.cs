using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Rpmh.Layout;
using IpaEmbedded.Runtime.Clocks;

namespace IpaEmbedded.Qualcomm.Clocks;

/// <summary>A clock that is voted as a bus clock, like the IPA's: its rate is a multiple of a unit, and the vote is that multiple.</summary>
public sealed class RpmhBusClockSource : ClockSource
{
    private readonly RpmhController _controller;
    private readonly uint _address;
    private readonly uint _unitHertz;
    private uint _multiple;
    private uint _lastSent;

    /// <summary>Creates the clock of a resource.</summary>
    public RpmhBusClockSource(string name, RpmhController controller, uint address, uint unitHertz)
        : base(name)
    {
        _controller = controller;
        _address = address;
        _unitHertz = unitHertz;
    }

    /// <inheritdoc/>
    public override uint Rate
    {
        get { return _multiple * _unitHertz; }
    }

    /// <inheritdoc/>
    public override void SetRate(uint hertz)
    {
        _multiple = hertz / _unitHertz;
        if (IsEnabled) { Vote(true); }
    }

    /// <inheritdoc/>
    protected override void TurnOn()
    {
        Vote(true);
    }

    /// <inheritdoc/>
    protected override void TurnOff()
    {
        Vote(false);
    }

    private void Vote(bool on)
    {
        // A clock that is on without a rate still needs the smallest vote.
        uint vote = on ? (_multiple == 0 ? 1 : _multiple) : 0;
        if (vote > RpmhLayout.BcmVoteMaximum) { vote = RpmhLayout.BcmVoteMaximum; }
        if (vote == _lastSent) { return; }
        _controller.Write(RpmhState.ActiveOnly, _address, RpmhLayout.BcmCommit | (on ? RpmhLayout.BcmValid : 0) | vote, on);
        _lastSent = vote;
    }
}
