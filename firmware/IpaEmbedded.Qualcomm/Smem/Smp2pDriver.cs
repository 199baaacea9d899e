using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>Opens the exchange of state bits with one processor; its child nodes supply states or interrupts.</summary>
public sealed class Smp2pDriver : Driver
{
    private readonly SocServices _services;

    /// <summary>Creates the driver.</summary>
    public Smp2pDriver(SocServices services)
    {
        _services = services;
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,smp2p" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        uint[] items = device.Node.Cells("qcom,smem");
        if (items.Length != 2 || items[0] > 511 || items[1] > 511) { throw device.Error("qcom,smem", "two item numbers from 0 to 511"); }
        int local = (int)device.Node.Cell("qcom,local-pid");
        int remote = (int)device.Node.Cell("qcom,remote-pid");
        int channel;
        Mailbox mailbox = MailboxProvider.Of(device, device.Node, out channel);
        SmemHeap heap = _services.SharedMemory(device);
        Smp2pEdge edge = new Smp2pEdge(device.Loop, heap, mailbox, channel, local, remote, (int)items[0], (int)items[1]);
        TreeNode[] children = device.Node.Children();
        for (int i = 0; i < children.Length; i++)
        {
            string name = children[i].String("qcom,entry-name");
            if (name.Length > 15) { throw children[i].Error("qcom,entry-name", "at most 15 letters"); }
            if (children[i].HasProperty("interrupt-controller")) { device.Provide(children[i], edge.AddInbound(name)); }
            else { device.Provide(children[i], edge.AddOutbound(name)); }
        }
        edge.Open(device.Interrupt(0));
        device.DriverData = edge;
    }
}
