using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Adc;

/// <summary>One input of an ADC as its consumer sees it ("io-channels").</summary>
public sealed class AdcInput
{
    private readonly AdcController _controller;
    private readonly int _channel;

    private AdcInput(AdcController controller, int channel)
    {
        _controller = controller;
        _channel = channel;
    }

    /// <summary>Number of the channel at its controller.</summary>
    public int Channel
    {
        get { return _channel; }
    }

    /// <summary>Measures in microvolts; false when there is no value (it is then 0).</summary>
    public bool Read(out int microvolts)
    {
        return _controller.Read(_channel, out microvolts);
    }

    internal static AdcInput Of(Device device, TreeNode node, int index)
    {
        uint[] cells;
        AdcController controller = (AdcController)device.Provider(node, "io-channels", "#io-channel-cells", index, AdcController.ProviderKind, out cells);
        uint channel = cells.Length == 0 ? 0 : cells[0];
        if (channel >= (uint)controller.ChannelCount) { throw device.Unknown(node, "io-channels", "#io-channel-cells", index, "a channel"); }
        return new AdcInput(controller, (int)channel);
    }
}
