using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Interconnect;

/// <summary>Gives the voter of bus clocks below a resource state coordinator.</summary>
public sealed class BcmVoterDriver : Driver
{
    private const uint WaitWhileActive = 3;

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,bcm-voter" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        BcmVoter voter = new BcmVoter(device.Loop, RpmhDriver.ControllerOf(device), device.Node.Cell("qcom,tcs-wait", WaitWhileActive));
        device.OnRelease(voter.Close);
        device.Provide(voter);
    }
}
