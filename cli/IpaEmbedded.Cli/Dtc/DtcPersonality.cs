using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>The compiler with the command line, messages and exit codes of dtc 1.6.1.</summary>
internal sealed class DtcPersonality : Personality
{
    /// <summary>A file cannot be read or understood, or the command line is wrong.</summary>
    public const int Fatal = 1;

    /// <summary>Checks of error level found something.</summary>
    public const int TreeHasErrors = 2;

    public DtcPersonality()
        : base("dtc", "Compile and print device trees with the command line, messages and exit codes of dtc.",
            new('q', "quiet", null, "Say no warnings; given twice, no errors of checks; three times, nothing."),
            new('I', "in-format", "FORMAT", "What the input is: dts, dtb or fs (a directory like /proc/device-tree)."),
            new('o', "out", "OUT", "The file to write instead of standard output."),
            new('O', "out-format", "FORMAT", "What to write: dts, dtb, dtbo, yaml, asm or null."),
            new('V', "out-version", "VERSION", "Version of the blob: 1, 2, 3, 16 or 17."),
            new('d', "out-dependency", "DEPFILE", "Write the names of all files that were read, as a rule of make."),
            new('R', "reserve", "N", "Leave room for N more entries in the memory reserve map."),
            new('S', "space", "BYTES", "Make the blob at least this long."),
            new('p', "pad", "BYTES", "Add this many zero bytes at the end."),
            new('a', "align", "BYTES", "Make the length a multiple of this power of two."),
            new('b', "boot-cpu", "CPU", "Physical id of the boot CPU; without it the first CPU's."),
            new('f', "force", null, "Write the tree although checks found errors in it."),
            new('i', "include", "DIR", "A directory to search for included files."),
            new('s', "sort", null, "Write properties and nodes in alphabetical order."),
            new('H', "phandle", "FORMAT", "Property that carries a phandle: legacy, epapr or both."),
            new('W', "warning", "[no-]CHECK", "Let a check report warnings, or nothing."),
            new('E', "error", "[no-]CHECK", "Let a check report errors, or warnings."),
            new('@', "symbols", null, "Add __symbols__, so that overlays can be applied."),
            new('A', "auto-alias", null, "Add an alias for every label."),
            new('T', "annotate", null, "Write into source where each line came from; given twice, with columns."),
            ProfileOption,
            new('h', "help", null, "Show the options."),
            new('v', "version", null, "Show the version."))
    {
    }

    /// <inheritdoc/>
    public override int Run(string[] args, Terminal terminal)
    {
        GetoptLine line = GetoptLine.Read(Name, Options, args);
        int quiet = line.Options.Count(each => each.Option.Letter == 'q');
        try
        {
            DtcRelease release = ReleaseOf(line) ?? throw new DtcFailure("Unknown release to --profile option");
            var settings = new DtcSettings(release);
            foreach ((GetoptOption option, string value) in line.Options)
            {
                if (option.Letter is 'h' or 'v')
                {
                    terminal.Out.Write(option.Letter == 'h' ? Usage() : "Version: DTC 1.6.1\n");
                    return ExitCode.Fine;
                }
                // One by one: builds ask by "dtc OPTION -v" whether an option is known.
                settings.Apply(option.Letter, value);
            }
            if (line.Problem is not null || line.Operands.Count > 1)
            {
                terminal.Error.Write((line.Problem is null ? "" : ShownText.Escape(line.Problem) + "\n") + Usage() + "\nError: " + (line.Problem is null ? "missing files" : "unknown option") + "\n");
                return Fatal;
            }
            settings.Complete(line.Operands.Count == 0 ? "-" : line.Operands[0]);
            return new DtcRun(settings, release, terminal).Run();
        }
        catch (DtcFailure failure)
        {
            return End(terminal, quiet, failure.Message);
        }
        catch (CommandFailure failure) when (!failure.IsQuiet)
        {
            return End(terminal, quiet, failure.Message);
        }
    }

    private static int End(Terminal terminal, int quiet, string message)
    {
        if (quiet < 3)
        {
            terminal.Error.WriteLine("FATAL ERROR: " + ShownText.Escape(message));
        }
        return Fatal;
    }

    private string Usage()
    {
        var text = new StringBuilder("Usage: dtc [options] <input file>\n\nOptions: -[qI:O:o:V:d:R:S:p:a:fb:i:H:sW:E:@AThv]\n");
        foreach (GetoptOption each in Options)
        {
            text.Append($"  {(each.Letter == '\0' ? "" : $"-{each.Letter}, ")}--{(each.Value is null ? each.Name : each.Name + " <arg>"),-21}\n\t{each.Description}\n");
        }
        return text.ToString();
    }
}
