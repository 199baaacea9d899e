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
        Write(registers, data.SourceResources, data.SourceGroups, new ResourceGroupLimits[]
        {
            table.SrcRsrcGrp01RsrcType, table.SrcRsrcGrp23RsrcType, table.SrcRsrcGrp45RsrcType, table.SrcRsrcGrp67RsrcType,
        });
        Write(registers, data.DestinationResources, data.DestinationGroups, new ResourceGroupLimits[]
        {
            table.DstRsrcGrp01RsrcType, table.DstRsrcGrp23RsrcType, table.DstRsrcGrp45RsrcType, table.DstRsrcGrp67RsrcType,
        });
    }

    private static void Write(RegisterBlock registers, ResourceLimits[] types, int groups, ResourceGroupLimits[] pairs)
    {
        for (int type = 0; type < types.Length; type++)
        {
            ResourceLimits limits = types[type];
            for (int pair = 0; pair * 2 < groups; pair++)
            {
                ResourceGroupLimits register = pairs[pair];
                int group = pair * 2;
                uint value = register.XMinLim.Encode(limits.Minimum[group]) | register.XMaxLim.Encode(limits.Maximum[group]);
                if (group + 1 < groups)
                {
                    value |= register.YMinLim.Encode(limits.Minimum[group + 1]) | register.YMaxLim.Encode(limits.Maximum[group + 1]);
                }
                registers.Write32(register.At(type), value);
            }
        }
    }
}
