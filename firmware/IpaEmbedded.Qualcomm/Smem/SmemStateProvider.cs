using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>Gives the bits of a word that this processor shows another to those whose "qcom,smem-states" name it.</summary>
public sealed class SmemStateProvider : Provider
{
    /// <summary>What it is called in errors.</summary>
    public const string ProviderKind = "word of SMEM state bits";

    private readonly Smp2pEdge _edge;
    private readonly int _entry;

    internal SmemStateProvider(Smp2pEdge edge, int entry)
    {
        _edge = edge;
        _entry = entry;
    }

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>The state that "qcom,smem-state-names" of a device calls by a name.</summary>
    /// <exception cref="ProbeException">There is no such state, or the tree does not describe it well.</exception>
    public static SmemState StateOf(Device device, string name)
    {
        uint[] arguments;
        int index = device.Node.IndexOfName("qcom,smem-state-names", name);
        SmemStateProvider provider =
            (SmemStateProvider)device.Provider("qcom,smem-states", "#qcom,smem-state-cells", index, ProviderKind, out arguments);
        SmemState state = provider.Translate(arguments);
        if (state == null) { throw device.Error("qcom,smem-states", "a bit from 0 to 31 in entry " + index.ToString()); }
        return state;
    }

    /// <summary>The state of the bit that a specifier names; null when there is no such bit.</summary>
    public SmemState Translate(uint[] specifier)
    {
        return specifier.Length != 1 || specifier[0] > 31 ? null : new Smp2pState(_edge, _entry, (int)specifier[0]);
    }
}
