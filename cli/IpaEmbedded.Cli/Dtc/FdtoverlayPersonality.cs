using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>Applies overlays to a blob as fdtoverlay does, with the same bytes.</summary>
internal sealed class FdtoverlayPersonality : FdtPersonality
{
    public FdtoverlayPersonality()
        : base("fdtoverlay", "Apply overlays to a blob with the command line and bytes of fdtoverlay.",
            "apply a number of overlays to a base blob\n\tfdtoverlay <options> [<overlay.dtbo> [<overlay.dtbo>]]",
            new('i', "input", "FILE", "The blob to apply them to."),
            new('o', "output", "OUT", "The blob to write."),
            new('v', "verbose", null, "Say what is done."),
            ProfileOption)
    {
    }

    /// <inheritdoc/>
    protected override string? WrongUse(GetoptLine line) =>
        ReleaseOf(line) is null ? "unknown release" : ValueOf(line, 'i') is null ? "missing input file" : ValueOf(line, 'o') is null ? "missing output file" : line.Operands.Count == 0 ? "missing overlay file(s)" : null;

    /// <inheritdoc/>
    protected override int Run(GetoptLine line, Terminal terminal)
    {
        string input = ValueOf(line, 'i')!, output = ValueOf(line, 'o')!;
        byte[] blob = Open(input);
        var overlays = new List<(string Name, byte[] Blob)>();
        foreach (string path in line.Operands)
        {
            overlays.Add((path, Open(path)));
        }
        OverlayResult result = OverlayApplier.Apply(blob, input, overlays, ReleaseOf(line)!.Value);
        foreach (Diagnostic each in result.Diagnostics)
        {
            terminal.Error.WriteLine(each.ToString());
        }
        if (result.Blob is null)
        {
            return Refused;
        }
        if (output == "-")
        {
            terminal.WriteBytes(result.Blob);
        }
        else
        {
            OutputFile.Write(output, result.Blob, flushes: false);
        }
        return ExitCode.Fine;
    }
}
