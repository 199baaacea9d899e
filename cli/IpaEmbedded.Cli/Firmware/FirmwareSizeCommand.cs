using System.CommandLine;
using System.Globalization;
using System.Text;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.Cli.Firmware;

/// <summary><c>ipa firmware size</c>: what the IPA's application takes of a board, against its budgets.</summary>
internal sealed class FirmwareSizeCommand
{
    private static readonly (string Name, FirmwareVariant Variant)[] Variants = [("ipa-simulated", FirmwareVariant.IpaSimulated), ("ipa-hardware", FirmwareVariant.IpaHardware)];

    private readonly Terminal _terminal;
    private readonly Option<string?> _variant = new("--variant") { Description = "What is measured: ipa-simulated or ipa-hardware; without it ipa-simulated, whose heap is measured too." };
    private readonly Option<string?> _sdk = new Option<string?>("--nano-sdk")
    {
        Description = "A folder with nanoFramework's libraries and its metadata processor, as for 'firmware build'; without the processor .pe files are estimated.",
        HelpName = "DIR",
    }.Names(FileUse.Directory);
    private readonly Option<string?> _configuration = new("--configuration", "-c") { Description = "Debug or Release; without it Release." };

    public FirmwareSizeCommand(Terminal terminal)
    {
        _terminal = terminal;
        _variant.Take([.. Variants.Select(each => each.Name)]);
        _configuration.Take("Debug", "Release");
    }

    public Command Create()
    {
        var command = new Command("size", "Measure bytecode, strings, .pe files and heap of the IPA's application, and hold them to their budgets.") { _variant, _sdk, _configuration };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_sdk) is { } folder && !Directory.Exists(folder))
        {
            throw new CommandFailure(ExitCode.Files, $"cannot read {folder}: there is no such directory");
        }
        FirmwareVariant variant = Variants.FirstOrDefault(each => each.Name == parsed.GetValue(_variant), Variants[0]).Variant;
        BuildConfiguration configuration = parsed.GetValue(_configuration) == "Debug" ? BuildConfiguration.Debug : BuildConfiguration.Release;
        SizeBudgets budgets = Budgets();
        string work = TemporaryFiles.NewFolder();
        try
        {
            var order = new BuildOrder
            {
                Variant = variant,
                Configuration = configuration,
                Firmware = ToolFiles.Firmware,
                Tree = TreeOf(FirmwareSources.OfIpa(variant, null).Tree),
                TreeOrigin = "the board's tree",
            };
            _terminal.Progress("compiling");
            FirmwareBuild build = new NanoBuilder(order, parsed.GetValue(_sdk), new WorkFolder(work), room => _terminal.Progress("compiled " + room.Name)).Build();
            _terminal.Progress(variant == FirmwareVariant.IpaSimulated ? "measuring the heap" : "");
            (string Tree, HeapUse Heap)[] heaps = variant == FirmwareVariant.IpaSimulated ? Measure(budgets, work) : [];
            _terminal.Progress("");
            return Report(build, configuration, budgets, heaps);
        }
        catch (NanoBuildException e)
        {
            _terminal.Progress("");
            throw new CommandFailure(ExitCode.Files, e.Message);
        }
        finally
        {
            TemporaryFiles.DeleteFolder(work);
        }
    }

    private static SizeBudgets Budgets()
    {
        string path = Path.Combine(ToolFiles.Firmware, "boards", "nano", "budgets.txt");
        try
        {
            return SizeBudgets.Read(Encoding.UTF8.GetString(WorkFolder.Read(path)));
        }
        catch (NanoBuildException e)
        {
            throw new CommandFailure(ExitCode.Files, $"{path}: {e.Message}");
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static byte[] TreeOf(string path)
    {
        TreeFile file = TreeFile.Load(path, new CompileOptions());
        return file.Tree is null ? throw new CommandFailure(ExitCode.Findings, $"{path} does not compile; 'ipa dt check' says why") : file.ToBlob();
    }

    private static (string Tree, HeapUse Heap)[] Measure(SizeBudgets budgets, string work)
    {
        if (DotnetSdk.Find(out _) is not { } sdk)
        {
            return [];
        }
        HeapMeasurement measurement = HeapMeasurement.Prepare(sdk, new WorkFolder(work), ToolFiles.Firmware);
        return [.. budgets.Heaps.Select(tree => (tree, measurement.Measure(TreeOf(BoardFiles.PathOf(tree)))))];
    }

    private int Report(FirmwareBuild build, BuildConfiguration configuration, SizeBudgets budgets, (string Tree, HeapUse Heap)[] heaps)
    {
        BuiltRoom[] measured = [.. build.Rooms.Where(room => room.Size is not null)];
        if (measured.Length > 0)
        {
            var table = new TextTable("assembly", "bytecode", "budget", "of 65,535", "strings", ".pe");
            foreach (BuiltRoom room in measured)
            {
                AssemblySize size = room.Size!;
                PeFile? file = build.Files.FirstOrDefault(each => each.Name == room.Name);
                table.Add(room.Name, Number(size.Bytecode), budgets.Bytecode(room.Name, configuration) is { } budget ? Number(budget) : "-", $"{size.Bytecode * 100 / Bytecode.Limit} %", Number(size.Strings),
                    file is null ? "about " + Number(size.File) : Number(file.Bytes.Length));
            }
            table.WriteTo(_terminal.Out, "", _terminal);
        }
        if (heaps.Length > 0)
        {
            _terminal.Out.WriteLine();
            var table = new TextTable("tree", "objects", "bytes", "heap needed", "budget");
            foreach ((string tree, HeapUse heap) in heaps)
            {
                table.Add(tree, Number(heap.Objects), Number(heap.Live), Number(heap.Needed), budgets.Heap(tree) is { } budget ? Number(budget) : "-");
            }
            table.WriteTo(_terminal.Out, "", _terminal);
        }
        string[] over = [.. measured.SelectMany(room => budgets.Over(room.Name, configuration, room.Size!)), .. heaps.Select(heap => budgets.Over(heap.Tree, heap.Heap)).OfType<string>()];
        foreach (string line in over.Concat(measured.Select(room => room.Size!.Overflow is { } overflow ? $"{room.Name}: {overflow}" : null).OfType<string>()))
        {
            _terminal.Error.WriteLine(ShownText.Escape("ipa: " + line));
        }
        foreach (MissingItem item in build.Missing.Where(_ => measured.Length < build.Rooms.Count || build.Rooms.Count == 0))
        {
            _terminal.Error.WriteLine(ShownText.Escape($"ipa: {item.What} is missing: install {item.Install}; looked in {string.Join(", ", item.Places)}"));
        }
        return over.Length > 0 || measured.Any(room => room.IsWrong) ? ExitCode.Findings : measured.Length < build.Rooms.Count || build.Rooms.Count == 0 ? ExitCode.NotInstalled : ExitCode.Fine;
    }
}
