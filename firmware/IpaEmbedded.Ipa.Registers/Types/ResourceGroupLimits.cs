using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ResourceGroupLimits: resource limits of two groups for one resource type. A field that a version lacks is null.</summary>
public sealed class ResourceGroupLimits : Register
{
    /// <summary>X_MIN_LIM.</summary>
    public readonly Field XMinLim;

    /// <summary>X_MAX_LIM.</summary>
    public readonly Field XMaxLim;

    /// <summary>Y_MIN_LIM.</summary>
    public readonly Field YMinLim;

    /// <summary>Y_MAX_LIM.</summary>
    public readonly Field YMaxLim;

    /// <summary>Creates the register as one version has it.</summary>
    public ResourceGroupLimits(string name, uint offset, uint stride, Field[] fields)
        : base(name, offset, stride, Access.ReadWrite, fields)
    {
        XMinLim = Find("X_MIN_LIM");
        XMaxLim = Find("X_MAX_LIM");
        YMinLim = Find("Y_MIN_LIM");
        YMaxLim = Find("Y_MAX_LIM");
    }
}
