using System.Globalization;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>Reads values from a blob as fdtget does.</summary>
internal sealed class FdtgetPersonality : FdtPersonality
{
    private const string Missing = "FDT_ERR_NOTFOUND";

    public FdtgetPersonality()
        : base("fdtget", "Read values from a blob with the command line and output of fdtget.",
            "read values from device tree\n\tfdtget <options> <dt file> [<node> <property>]...\n\tfdtget -p <options> <dt file> [<node> ]...",
            new('t', "type", "TYPE", "How values are printed: s, i, u or x, with hh or b, h, l before it for 1, 2 and 4 bytes."),
            new('p', "properties", null, "List the properties of each node."),
            new('l', "list", null, "List the children of each node."),
            new('d', "default", "TEXT", "What is printed for a property that is missing."))
    {
    }

    /// <inheritdoc/>
    protected override string? WrongUse(GetoptLine line) =>
        ValueOf(line, 't') is { } type && !TryReadType(type, out _, out _) ? "invalid type string"
        : line.Operands.Count == 0 ? "missing filename"
        : !Lists(line) && line.Operands.Count % 2 == 0 ? "must have an even number of arguments"
        : null;

    /// <inheritdoc/>
    protected override int Run(GetoptLine line, Terminal terminal)
    {
        TryReadType(ValueOf(line, 't') ?? "", out char format, out int width);
        CompileResult read = FlattenedTreeReader.Read(Open(line.Operands[0]), line.Operands[0]);
        if (read.Tree is not { } tree)
        {
            terminal.Error.WriteLine(ShownText.Escape($"Couldn't read blob from '{line.Operands[0]}': {read.Diagnostics[0].Message}"));
            return Refused;
        }
        bool lists = Lists(line);
        for (int i = 1; i < line.Operands.Count; i += lists ? 1 : 2)
        {
            string path = line.Operands[i];
            Node? node = FdtPath.Find(tree, path);
            string? text = lists ? node is null ? null : ListOf(node, line) : node?.FindProperty(line.Operands[i + 1]) is { } property ? ValueText(property, format, width, terminal) + "\n" : null;
            text ??= ValueOf(line, 'd') is { } otherwise ? otherwise + "\n" : null;
            if (text is null)
            {
                terminal.Error.WriteLine($"Error at '{ShownText.Escape(node is null ? path : line.Operands[i + 1])}': {Missing}");
                return Refused;
            }
            if (text.StartsWith('\0'))
            {
                return Refused;
            }
            terminal.Out.Write(text);
        }
        return ExitCode.Fine;
    }

    private static bool Lists(GetoptLine line) => line.Options.Any(each => each.Option.Letter is 'p' or 'l');

    private static string ListOf(Node node, GetoptLine line) => string.Concat(
        (line.Options.Last(each => each.Option.Letter is 'p' or 'l').Option.Letter == 'p' ? node.Properties.Select(each => each.Name) : node.Children.Select(each => each.Name)).Select(name => name + "\n"));

    private static bool TryReadType(string text, out char format, out int width)
    {
        string prefix = text.TrimEnd('s', 'i', 'u', 'x', 'r');
        width = prefix switch { "hh" or "b" => 1, "h" => 2, "l" => 4, _ => -1 };
        format = text.Length == 0 ? '\0' : text[^1];
        return text.Length == prefix.Length + 1 && format is 's' or 'i' or 'u' or 'x' && (prefix.Length == 0 || width > 0);
    }

    /// <summary>The value as it is printed; a zero character, and a line of standard error, if it cannot be printed so.</summary>
    private static string ValueText(Property property, char format, int width, Terminal terminal)
    {
        ReadOnlySpan<byte> value = property.Value;
        if (value.Length == 0)
        {
            return "";
        }
        if (format == 's' || (format == '\0' && IsText(value)))
        {
            if (value[^1] == 0)
            {
                return System.Text.Encoding.Latin1.GetString(value[..^1]).Replace('\0', ' ');
            }
            terminal.Error.WriteLine("Unterminated string");
            return "\0";
        }
        width = width > 0 ? width : value.Length % 4 == 0 ? 4 : 1;
        if (value.Length % width != 0)
        {
            terminal.Error.WriteLine("Property length must be a multiple of selected data size");
            return "\0";
        }
        var numbers = new string[value.Length / width];
        for (int i = 0; i < numbers.Length; i++)
        {
            uint number = 0;
            foreach (byte b in value.Slice(i * width, width))
            {
                number = (number << 8) | b;
            }
            numbers[i] = format switch
            {
                'x' => number.ToString("x", CultureInfo.InvariantCulture),
                'u' => number.ToString(CultureInfo.InvariantCulture),
                _ => ((int)number).ToString(CultureInfo.InvariantCulture),
            };
        }
        return string.Join(' ', numbers);
    }

    private static bool IsText(ReadOnlySpan<byte> value)
    {
        bool begun = false;
        foreach (byte b in value)
        {
            if (b == 0 ? !begun : b is < 0x20 or >= 0x7f)
            {
                return false;
            }
            begun = b != 0;
        }
        return !begun;
    }
}
