using IpaEmbedded.Qualcomm.RemoteProcessors;

namespace IpaEmbedded.Fake;

/// <summary>Starts and stops the fake modem.</summary>
internal sealed class FakeProcessorControl : RemoteProcessorControl
{
    private readonly FakeSoc _soc;

    internal FakeProcessorControl(FakeSoc soc)
    {
        _soc = soc;
    }

    public override void Start()
    {
        _soc.Boot.PowerUp();
    }

    public override void Stop()
    {
        _soc.Boot.PowerDown();
        _soc.Smp2p.Publish();
    }
}
