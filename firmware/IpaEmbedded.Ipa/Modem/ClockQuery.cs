using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.PowerManagement;

namespace IpaEmbedded.Ipa.Modem;

/// <summary>
/// Tells the modem, when it asks, whether the IPA has power. An answer "on" is a promise: the power stays until the modem next starts.
/// </summary>
public sealed class ClockQuery
{
    /// <summary>Of the threaded interrupts this one comes after the IPA's.</summary>
    public const int Priority = 1;

    private readonly RuntimePower _power;
    private readonly ConsumerInterrupt _line;
    private readonly SmemState _valid;
    private readonly SmemState _enabled;
    private bool _answered;
    private bool _powerPromised;

    /// <summary>Creates the answerer.</summary>
    public ClockQuery(RuntimePower power, ConsumerInterrupt line, SmemState valid, SmemState enabled)
    {
        _power = power;
        _line = line;
        _valid = valid;
        _enabled = enabled;
    }

    /// <summary>Whether the modem has been answered since it last started.</summary>
    public bool IsAnswered
    {
        get { return _answered; }
    }

    /// <summary>Listens to the modem's question.</summary>
    public void Initialize()
    {
        _line.RequestThreaded(Answer, Priority);
    }

    /// <summary>Stops listening and takes back what was said.</summary>
    public void Exit()
    {
        _line.Free();
        // With the driver goes the power; a word that still says "on" would send the modem into hardware without a clock.
        Reset();
        _enabled.Release();
        _valid.Release();
    }

    /// <summary>Answers, once until the next <see cref="Reset"/>; also called when this processor is about to die.</summary>
    public void Answer()
    {
        if (_answered) { return; }
        _answered = true;
        _powerPromised = _power.AcquireIfActive();
        // The value first, then the bit that says the value is valid.
        Set(_enabled, _powerPromised);
        Set(_valid, true);
    }

    /// <summary>The modem will start anew: takes the answer back, validity first.</summary>
    public void Reset()
    {
        if (!_answered) { return; }
        if (_powerPromised) { _power.Release(); }
        Set(_valid, false);
        Set(_enabled, false);
        _answered = false;
    }

    private static void Set(SmemState state, bool on)
    {
        uint mask = 1u << state.Bit;
        state.Update(mask, on ? mask : 0);
    }
}
