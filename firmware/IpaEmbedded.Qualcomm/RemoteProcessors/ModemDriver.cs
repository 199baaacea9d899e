using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.RemoteProcessors;

/// <summary>Supervises the modem, and connects the message bus to it over its edge.</summary>
public sealed class ModemDriver : Driver
{
    /// <summary>Subsystem name of the modem.</summary>
    public const string SubsystemName = "mpss";

    private readonly SocServices _services;
    private QrtrLink _link;

    /// <summary>Creates the driver.</summary>
    public ModemDriver(SocServices services)
    {
        _services = services;
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,sdm845-mss-pil", "qcom,sc7180-mss-pil" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        RemoteProcessorControl control = _services.Io.OpenProcessor(SubsystemName);
        if (control != null)
        {
            SmemState stop = SmemStateProvider.StateOf(device, "stop");
            RemoteProcessor supervisor = new RemoteProcessor(device.Loop, _services.Processor(SubsystemName), control, stop);
            supervisor.Connect(device.Interrupt("wdog"), device.Interrupt("fatal"), device.Interrupt("ready"), device.Interrupt("stop-ack"));
            device.DriverData = supervisor;
        }
        TreeNode edge = device.Node.Child("glink-edge");
        if (edge != null && _link == null)
        {
            // The message bus keeps its link when the modem's device is removed and probed again.
            _link = _services.Io.OpenQrtr(edge.String("label"), (int)edge.Cell("qcom,remote-pid"));
            if (_link != null) { _services.Qrtr(device.Loop).AddLink(_link); }
        }
        _services.SetSupervisor(SubsystemName, (RemoteProcessor)device.DriverData);
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        RemoteProcessor supervisor = (RemoteProcessor)device.DriverData;
        _services.SetSupervisor(SubsystemName, null);
        if (supervisor != null && supervisor.State == RemoteProcessorState.Running) { supervisor.Stop(); }
    }
}
