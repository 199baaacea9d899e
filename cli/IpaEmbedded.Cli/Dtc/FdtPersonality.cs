using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>One of dtc's companions that work on blobs; they share how they ask and how they refuse.</summary>
internal abstract class FdtPersonality(string name, string description, string usage, params GetoptOption[] options)
    : Personality(name, description, [.. options, new('h', "help", null, "Show the options."), new('V', "version", null, "Show the version.")])
{
    /// <summary>The exit code for whatever goes wrong.</summary>
    protected const int Refused = 1;

    /// <inheritdoc/>
    public sealed override int Run(string[] args, Terminal terminal)
    {
        terminal.Error.Write(Preface);
        GetoptLine line = GetoptLine.Read(Name, Options, args);
        foreach ((GetoptOption option, _) in line.Options)
        {
            if (option.Letter is 'h' or 'V')
            {
                terminal.Out.Write(option.Letter == 'h' ? Usage() : "Version: DTC 1.6.1\n");
                return ExitCode.Fine;
            }
        }
        if (line.Problem is not null)
        {
            terminal.Error.WriteLine(ShownText.Escape(line.Problem));
        }
        if ((line.Problem is null ? WrongUse(line) : "unknown option") is { } wrong)
        {
            terminal.Error.Write($"{Usage()}\nError: {wrong}\n");
            return Refused;
        }
        try
        {
            return Run(line, terminal);
        }
        catch (CommandFailure failure) when (!failure.IsQuiet)
        {
            terminal.Error.WriteLine(ShownText.Escape(failure.Message));
            return Refused;
        }
    }

    /// <summary>What is said on standard error before anything else.</summary>
    protected virtual string Preface => "";

    /// <summary>What is wrong with a line that getopt could read; null if nothing is.</summary>
    protected abstract string? WrongUse(GetoptLine line);

    /// <summary>Runs a line that is right.</summary>
    protected abstract int Run(GetoptLine line, Terminal terminal);

    /// <summary>The last value of an option; null if it was not given.</summary>
    protected static string? ValueOf(GetoptLine line, char letter) => line.Options.LastOrDefault(each => each.Option.Letter == letter) is ({ } _, { } value) ? value : null;

    /// <summary>The bytes of a blob; <c>-</c> is standard input.</summary>
    /// <exception cref="CommandFailure">It cannot be read.</exception>
    protected static byte[] Open(string path) => path == "-" || File.Exists(path) ? InputFile.Read(path).Bytes
        : throw new CommandFailure(ExitCode.Files, $"Couldn't open blob from '{path}': No such file or directory");

    private string Usage()
    {
        var text = new StringBuilder("Usage: " + usage + "\n\nOptions:\n");
        foreach (GetoptOption each in Options)
        {
            text.Append($"  {(each.Letter == '\0' ? "    " : $"-{each.Letter}, ")}--{(each.Value is null ? each.Name : each.Name + " <arg>"),-16} {each.Description}\n");
        }
        return text.ToString();
    }
}
