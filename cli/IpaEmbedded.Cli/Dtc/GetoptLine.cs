namespace IpaEmbedded.Cli.Dtc;

/// <summary>
/// A command line as GNU getopt reads it: letters may stand together (<c>-qqs</c>), values may be glued (<c>-Idts</c>), long names
/// may be cut short as long as one remains, options may stand behind operands, and <c>--</c> ends them.
/// </summary>
internal sealed class GetoptLine
{
    private GetoptLine()
    {
    }

    /// <summary>The options in the order of the line, each with its value.</summary>
    public List<(GetoptOption Option, string Value)> Options { get; } = [];

    /// <summary>What is no option.</summary>
    public List<string> Operands { get; } = [];

    /// <summary>What getopt says about a line that it cannot read; null if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads a line of a program of that name.</summary>
    public static GetoptLine Read(string program, IReadOnlyList<GetoptOption> table, IReadOnlyList<string> args)
    {
        var line = new GetoptLine();
        for (int i = 0; i < args.Count && line.Problem is null; i++)
        {
            string arg = args[i];
            if (arg == "--")
            {
                line.Operands.AddRange(args.Skip(i + 1));
                break;
            }
            if (arg.Length < 2 || arg[0] != '-')
            {
                line.Operands.Add(arg);
            }
            else if (arg[1] == '-')
            {
                line.ReadName(program, table, args, ref i);
            }
            else
            {
                line.ReadLetters(program, table, args, ref i);
            }
        }
        return line;
    }

    private void ReadName(string program, IReadOnlyList<GetoptOption> table, IReadOnlyList<string> args, ref int i)
    {
        string arg = args[i];
        int equals = arg.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? arg[2..] : arg[2..equals];
        GetoptOption[] meant = [.. table.Where(option => option.Name == name)];
        meant = meant.Length > 0 ? meant : [.. table.Where(option => option.Name.StartsWith(name, StringComparison.Ordinal))];
        if (meant.Length != 1)
        {
            Problem = meant.Length == 0 ? $"{program}: unrecognized option '{arg}'"
                : $"{program}: option '{arg}' is ambiguous; possibilities:{string.Concat(meant.Select(option => $" '--{option.Name}'"))}";
        }
        else if (meant[0].Value is null)
        {
            Problem = equals < 0 ? null : $"{program}: option '--{meant[0].Name}' doesn't allow an argument";
            Options.Add((meant[0], ""));
        }
        else if (equals < 0 && i + 1 == args.Count)
        {
            Problem = $"{program}: option '--{meant[0].Name}' requires an argument";
        }
        else
        {
            Options.Add((meant[0], equals < 0 ? args[++i] : arg[(equals + 1)..]));
        }
    }

    private void ReadLetters(string program, IReadOnlyList<GetoptOption> table, IReadOnlyList<string> args, ref int i)
    {
        string arg = args[i];
        for (int at = 1; at < arg.Length; at++)
        {
            char letter = arg[at];
            if (table.FirstOrDefault(option => option.Letter == letter) is not { } option)
            {
                Problem = $"{program}: invalid option -- '{letter}'";
                return;
            }
            if (option.Value is null)
            {
                Options.Add((option, ""));
                continue;
            }
            if (at + 1 == arg.Length && i + 1 == args.Count)
            {
                Problem = $"{program}: option requires an argument -- '{letter}'";
                return;
            }
            Options.Add((option, at + 1 < arg.Length ? arg[(at + 1)..] : args[++i]));
            return;
        }
    }
}
