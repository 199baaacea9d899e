using System.Globalization;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.Cli.Firmware;

/// <summary>Says what a build found and writes what it made.</summary>
internal sealed class FirmwareReport(Terminal terminal, NanoBuilder builder)
{
    /// <summary>Prints everything and writes the folder; returns the exit code.</summary>
    /// <exception cref="CommandFailure">A file cannot be written.</exception>
    public int Finish(BuildOrder order, FirmwareBuild build, string folder)
    {
        foreach (BuiltRoom room in build.Rooms)
        {
            WriteFindings(room);
        }
        if (!terminal.IsQuiet)
        {
            WriteSizes(build);
        }
        if (build.IsWrong)
        {
            terminal.Error.WriteLine($"ipa: nothing was written: {ErrorsOf(build)}");
            return ExitCode.Findings;
        }
        var output = new FirmwareOutput(folder, order, build);
        output.Write();
        WriteMissing(build, output);
        if (!build.IsComplete)
        {
            return ExitCode.NotInstalled;
        }
        if (!terminal.IsQuiet)
        {
            terminal.Out.WriteLine(ShownText.Escape($"libraries of {LibrariesFrom()}, converter {ShownPath.Of(builder.Sdk.Converter!.Path)}, compiler of SDK {builder.Dotnet!.Version}"));
            terminal.Out.WriteLine(ShownText.Escape($"{ShownPath.Of(output.ImagePath)}: {build.Image.Length} bytes, {build.Files.Count} assemblies, tree of {order.Tree.Length} bytes"));
        }
        return ExitCode.Fine;
    }

    private static string ErrorsOf(FirmwareBuild build)
    {
        int count = build.Rooms.Sum(room => room.Findings.DistinctBy(finding => (finding.Place, finding.Place is null ? finding.Member : "", finding.What)).Count() + room.Messages.Count(message => message.IsError) + (room.Size?.Overflow is null ? 0 : 1));
        return Counted.Of(count, "error");
    }

    private void WriteFindings(BuiltRoom room)
    {
        foreach (CompilerMessage message in room.Messages.Where(message => message.IsError || !terminal.IsQuiet))
        {
            terminal.Error.WriteLine(ShownText.Escape($"{Place(message.Place, room)}{(message.IsError ? "error" : "warning")} {message.Id}: {message.Text}{(message.Hint is { } hint ? $" ({hint})" : "")}"));
        }
        // A property is several members of one place.
        foreach (SubsetFinding finding in room.Findings.DistinctBy(finding => (finding.Place, finding.Place is null ? finding.Member : "", finding.What))
            .OrderBy(finding => finding.Place?.File, StringComparer.Ordinal).ThenBy(finding => finding.Place?.Line).ThenBy(finding => finding.Place?.Column))
        {
            terminal.Error.WriteLine(ShownText.Escape($"{Place(finding.Place, room)}error subset: {finding}"));
        }
        if (room.Size?.Overflow is { } overflow)
        {
            terminal.Error.WriteLine(ShownText.Escape($"{room.Name}: error size: {overflow}"));
        }
    }

    private static string Place(SourcePlace? place, BuiltRoom room) => place is null ? room.Name + ": "
        : ShownPath.Of(place.File) + (place.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $":{place.Line}:{Math.Max(1, place.Column)}: ") : ": ");

    private void WriteSizes(FirmwareBuild build)
    {
        var table = new TextTable("assembly", "bytecode", "strings", ".pe");
        foreach (BuiltRoom room in build.Rooms.Where(room => room.Size is not null))
        {
            PeFile? file = build.Files.FirstOrDefault(each => each.Name == room.Name);
            table.Add(room.Name, Number(room.Size!.Bytecode), Number(room.Size.Strings), file is null ? "about " + Number(room.Size.File) : Number(file.Bytes.Length));
        }
        foreach (PeFile library in build.Files.Where(file => file.IsLibrary))
        {
            table.Add(library.Name, "-", "-", Number(library.Bytes.Length));
        }
        if (build.Rooms.Any(room => room.Size is not null))
        {
            table.WriteTo(terminal.Out, "", terminal);
        }
    }

    private void WriteMissing(FirmwareBuild build, FirmwareOutput output)
    {
        foreach (MissingItem item in build.Missing)
        {
            terminal.Error.WriteLine(ShownText.Escape($"ipa: {item.What} is missing: install {item.Install}; looked in {string.Join(", ", item.Places)}"));
        }
        foreach (string remark in builder.Sdk.Remarks)
        {
            terminal.Error.WriteLine(ShownText.Escape("ipa: " + remark));
        }
        BuiltRoom[] left = [.. build.Rooms.Where(room => room.Missing.Count > 0)];
        if (build.Missing.Count > 0)
        {
            terminal.Error.WriteLine(ShownText.Escape($"ipa: {build.Rooms.Count - left.Length} of {build.Rooms.Count} assemblies were compiled into {ShownPath.Of(output.Folder)}, none was converted"
                + string.Concat(left.Select(room => $"; {room.Name} needs {string.Join(", ", room.Missing)}"))));
        }
    }

    private string LibrariesFrom() => ShownPath.Of(builder.Sdk.Folder ?? Path.GetDirectoryName(builder.Sdk.Library("mscorlib")!.Dll)!);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
