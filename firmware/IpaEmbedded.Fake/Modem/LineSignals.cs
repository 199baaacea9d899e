using IpaEmbedded.Runtime.Interrupts;

namespace IpaEmbedded.Fake;

/// <summary>Shows the modem's bits as pulses on two interrupt lines.</summary>
internal sealed class LineSignals : ModemSignals
{
    private readonly InterruptLine _clockQuery;
    private readonly InterruptLine _setupReady;

    internal LineSignals(InterruptLine clockQuery, InterruptLine setupReady)
    {
        _clockQuery = clockQuery;
        _setupReady = setupReady;
    }

    public override void ClockQuery()
    {
        _clockQuery.Raise();
    }

    public override void SetupReady()
    {
        _setupReady.Raise();
    }
}
