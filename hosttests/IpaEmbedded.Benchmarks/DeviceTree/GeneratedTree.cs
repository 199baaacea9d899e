using System.Globalization;
using System.Text;

namespace IpaEmbedded.Benchmarks.DeviceTree;

/// <summary>Device tree source of any size, to see how cost grows.</summary>
public static class GeneratedTree
{
    /// <summary>One bus with that many labelled devices.</summary>
    public static string Siblings(int count)
    {
        var text = new StringBuilder("/dts-v1/;\n/ {\n\t#address-cells = <1>;\n\t#size-cells = <1>;\n");
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\td{i}: device@{i * 16:x} {{ compatible = \"vendor,device\"; reg = <0x{i * 16:x} 0x10>; }};\n");
        }
        return text.Append("};\n").ToString();
    }

    /// <summary>That many nodes in buses of a hundred devices that refer to their bus.</summary>
    public static string Nodes(int count)
    {
        var text = new StringBuilder("/dts-v1/;\n/ {\n");
        for (int i = 0; i < count; i += 101)
        {
            text.Append(CultureInfo.InvariantCulture, $"\tb{i}: bus-{i} {{\n");
            for (int j = 1; j <= Math.Min(100, count - i - 1); j++)
            {
                text.Append(CultureInfo.InvariantCulture, $"\t\tdevice-{j} {{ bus = <&b{i}>; }};\n");
            }
            text.Append("\t};\n");
        }
        return text.Append("};\n").ToString();
    }
}
