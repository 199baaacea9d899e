using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>One run of dtc: input to tree, findings, tree to output.</summary>
internal sealed class DtcRun(DtcSettings settings, DtcRelease release, Terminal terminal)
{
    private readonly DtcMessages _messages = new(terminal, settings.Quiet, settings.Output);

    public int Run()
    {
        string format = settings.InputFormat ?? GuessInput(settings.Input);
        string output = settings.OutputFormat ?? DtcFormat.OfName(settings.Output) ?? (format == "dts" ? "dtb" : "dts");
        if (settings.Annotation > 0 && (format != "dts" || output != "dts"))
        {
            throw new DtcFailure("--annotate requires -I dts -O dts");
        }
        CompileResult result = format switch
        {
            "dts" => CompileSource(),
            "dtb" => ReadBlob(),
            "fs" => Checked(DirectoryTreeReader.Read(settings.Input, sorts: false)),
            _ => throw new DtcFailure($"Unknown input format \"{format}\""),
        };
        _messages.Write(result.Diagnostics);
        if (result.Tree is not { } tree)
        {
            bool isParsed = result.Diagnostics.All(each => !each.IsError || each.Check is not null);
            if (!isParsed)
            {
                throw new DtcFailure(format == "dts" ? DtcMessages.EndOfParsing(result.Diagnostics) : result.Diagnostics.First(each => each.IsError).Message);
            }
            if (settings.Quiet < 3)
            {
                terminal.Error.WriteLine("ERROR: Input tree has errors, aborting (use -f to force output)");
            }
            return DtcPersonality.TreeHasErrors;
        }
        if (result.Diagnostics.HasErrors && settings.Quiet < 3)
        {
            terminal.Error.WriteLine("Warning: Input tree has errors, output forced");
        }
        Write(tree, format, output);
        return ExitCode.Fine;
    }

    private CompileResult CompileSource()
    {
        SourceFile source = settings.Input == "-"
            ? new SourceFile("<stdin>", InputFile.Read("-").Bytes)
            : new SourceFile(settings.Input, Open(settings.Input));
        CompileResult result = DeviceTreeCompiler.Compile(source, new CompileOptions
        {
            IncludeDirectories = settings.IncludeDirectories,
            Preprocesses = false,
            IsForced = settings.IsForced,
            BootCpu = settings.BootCpu,
            Symbols = settings.AddsSymbols,
            Aliases = settings.AddsAliases,
            PhandleFormat = settings.PhandleFormat,
            Checks = settings.Checks,
            Release = release,
        });
        WriteDependencies([source.Path, .. result.Files]);
        return result;
    }

    private CompileResult ReadBlob()
    {
        byte[] blob = settings.Input == "-" ? InputFile.Read("-").Bytes : Open(settings.Input);
        WriteDependencies([settings.Input == "-" ? "<stdin>" : settings.Input]);
        return Checked(FlattenedTreeReader.Read(blob, settings.Input));
    }

    private CompileResult Checked(CompileResult read)
    {
        if (read.Tree is null)
        {
            return read;
        }
        read.Tree.SetBootCpu(settings.BootCpu);
        DeviceTreeCompiler.Check(read.Tree, settings.Checks, read.Diagnostics);
        return read.Diagnostics.HasErrors && !settings.IsForced ? new CompileResult(null, read.Diagnostics) : read;
    }

    private static byte[] Open(string path) => File.Exists(path) || Directory.Exists(path) ? InputFile.Read(path).Bytes
        : throw new DtcFailure($"Couldn't open \"{path}\": No such file or directory");

    private static string GuessInput(string path)
    {
        if (path == "-")
        {
            return "dts";
        }
        if (Directory.Exists(path))
        {
            return "fs";
        }
        // What is no file of the disk, such as a pipe, can be read once only.
        byte[] bytes = DiskFile.IsRegular(path) ? InputFile.Read(path).Bytes : [];
        return bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xd0, 0x0d, 0xfe, 0xed]) ? "dtb" : DtcFormat.OfName(path) ?? "dts";
    }

    private void WriteDependencies(IEnumerable<string> files)
    {
        if (settings.DependencyFile is not { } path)
        {
            return;
        }
        var text = new StringBuilder(settings.Output).Append(':');
        foreach (string file in files)
        {
            text.Append(' ').Append(file.Replace(" ", "\\ ", StringComparison.Ordinal));
        }
        OutputFile.Write(path, Encoding.UTF8.GetBytes(text.Append('\n').ToString()), flushes: false);
    }

    private void Write(DeviceTreeDocument tree, string format, string output)
    {
        if (settings.Sorts)
        {
            tree.Sort();
        }
        byte[] bytes = output switch
        {
            "dtb" or "dtbo" => Blob(tree),
            "dts" => new DtcSource(settings.Annotation, settings.Input).Write(tree),
            "yaml" when format == "dts" => new DtcYaml().Write(tree),
            "yaml" => throw new DtcFailure("YAML output format requires dts input format"),
            "asm" => new DtcAssembly(Layout()).Write(tree),
            "null" => [],
            _ => throw new DtcFailure($"Unknown output format \"{output}\""),
        };
        if (settings.Output == "-")
        {
            terminal.WriteBytes(bytes);
        }
        else
        {
            // A build makes very many files, each of which can be made again.
            OutputFile.Write(settings.Output, bytes, flushes: false);
        }
    }

    private byte[] Blob(DeviceTreeDocument tree)
    {
        FlatOptions layout = Layout();
        byte[] blob = FlattenedTreeWriter.Write(tree, layout);
        int bare = layout.MinimumBytes == 0 ? 0 : FlattenedTreeWriter.Write(tree, layout with { MinimumBytes = 0, AlignmentBytes = 0 }).Length;
        if (bare > layout.MinimumBytes && settings.Quiet < 1)
        {
            terminal.Error.WriteLine($"Warning: blob size {bare} >= minimum size {layout.MinimumBytes}");
        }
        return blob;
    }

    private FlatOptions Layout() => settings.Layout.Version is 1 or 2 or 3 or 16 or 17 ? settings.Layout
        : throw new DtcFailure($"Unknown device tree blob version {settings.Layout.Version}");
}
