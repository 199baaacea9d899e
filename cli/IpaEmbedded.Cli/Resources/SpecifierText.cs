using System.Globalization;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Cli.Resources;

/// <summary>Argument cells in the words of their controller.</summary>
internal static class SpecifierText
{
    private static readonly string[] Triggers = ["none", "rising edge", "falling edge", "both edges", "high level", "", "", "", "low level"];

    public static string Number(uint cell) => cell < 10 ? cell.ToString(CultureInfo.InvariantCulture) : "0x" + cell.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>An interrupt: number and trigger of a GIC's or of a controller with two cells; other cells as they are.</summary>
    public static string OfInterrupt(TreeNode controller, uint[] cells)
    {
        bool isGic = controller.IsCompatible("arm,gic-v3") || controller.IsCompatible("arm,cortex-a15-gic") || controller.IsCompatible("arm,gic-400");
        return cells switch
        {
            [0 or 1, var number, var trigger, ..] when isGic => $"{(cells[0] == 0 ? "SPI" : "PPI")} {number}, {Trigger(trigger)}",
            [var number, var trigger] => $"{number}, {Trigger(trigger)}",
            _ => string.Join(' ', cells.Select(Number)),
        };
    }

    private static string Trigger(uint flags) => (flags & 15) is var kind && kind < Triggers.Length && Triggers[kind].Length > 0 ? Triggers[kind] : Number(flags);
}
