using System.ComponentModel;
using System.Diagnostics;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>Compares two trees as dtdiff does: each as sorted source, and the two by the system's <c>diff</c>.</summary>
internal sealed class DtdiffPersonality() : Personality("dtdiff", "Compare two trees, sorted, with the command line and output of dtdiff.")
{
    private const int Wrong = 1;
    private const int Failed = 2;

    /// <inheritdoc/>
    public override int Run(string[] args, Terminal terminal)
    {
        if (args.Length != 2)
        {
            terminal.Error.WriteLine("Usage: dtdiff <device tree> <device tree>");
            return Wrong;
        }
        string[] sources = [.. args.Select(_ => TemporaryFiles.Beside(Path.Combine(Path.GetTempPath(), "source")))];
        try
        {
            for (int i = 0; i < args.Length; i++)
            {
                WriteSource(args[i], sources[i], terminal);
            }
            return Compare(args, sources, terminal);
        }
        catch (CommandFailure failure) when (!failure.IsQuiet)
        {
            terminal.Error.WriteLine(ShownText.Escape(failure.Message));
            return Failed;
        }
        finally
        {
            Array.ForEach(sources, TemporaryFiles.Delete);
        }
    }

    /// <summary>What cannot be read is told, and counts as an empty text, as in the original.</summary>
    private static void WriteSource(string path, string source, Terminal terminal)
    {
        string? format = Directory.Exists(path) ? "fs" : !File.Exists(path) ? null : Path.GetExtension(path) switch { ".dts" => "dts", ".dtb" or ".dtbo" => "dtb", _ => null };
        if (format is null)
        {
            terminal.Error.WriteLine("Unrecognized format for " + ShownText.Escape(path));
        }
        else
        {
            new DtcPersonality().Run(["-I", format, "-O", "dts", "-qq", "-f", "-s", "-o", source, path], terminal);
        }
        if (!File.Exists(source))
        {
            OutputFile.Write(source, [], flushes: false);
        }
    }

    private static int Compare(string[] names, string[] sources, Terminal terminal)
    {
        terminal.Error.Flush();
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("diff", ["-u", "--label", names[0], "--label", names[1], sources[0], sources[1]]) { RedirectStandardOutput = true })!;
            using var text = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(text);
            process.WaitForExit();
            terminal.WriteBytes(text.ToArray());
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            throw new CommandFailure(ExitCode.Files, "dtdiff: cannot run the program diff");
        }
    }
}
