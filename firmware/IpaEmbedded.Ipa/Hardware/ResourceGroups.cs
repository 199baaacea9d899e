using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Hardware;

/// <summary>Divides the core's internal resources among resource groups.</summary>
public static class ResourceGroups
{
    /// <summary>Writes the limits of every source type, then of every destination type.</summary>
    public static void Configure(IpaData data, RegisterBlock registers)
    {
        IpaRegisters table = data.Registers;
        Write(registers, table, data.SourceResources, data.SourceGroups, table.SrcRsrcGrp);
        Write(registers, table, data.DestinationResources, data.DestinationGroups, table.DstRsrcGrp);
    }

    private static void Write(RegisterBlock registers, IpaRegisters table, ResourceLimits[] types, int groups, Register[] pairs)
    {
        for (int type = 0; type < types.Length; type++)
        {
            ResourceLimits limits = types[type];
            for (int pair = 0; pair * 2 < groups; pair++)
            {
                int group = pair * 2;
                uint value = table.XMinLim.Encode(limits.Minimum[group]) | table.XMaxLim.Encode(limits.Maximum[group]);
                if (group + 1 < groups)
                {
                    value |= table.YMinLim.Encode(limits.Minimum[group + 1]) | table.YMaxLim.Encode(limits.Maximum[group + 1]);
                }
                registers.Write32(pairs[pair].At(type), value);
            }
        }
    }
}
