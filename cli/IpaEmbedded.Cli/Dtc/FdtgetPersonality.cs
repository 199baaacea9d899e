using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>Reads values from a blob as fdtget does.</summary>
internal sealed class FdtgetPersonality : FdtPersonality
{
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
        ValueOf(line, 't') is { } type && !FdtValueType.TryRead(type, out _) ? "invalid type string"
        : line.Operands.Count == 0 ? "missing filename"
        : !Lists(line) && line.Operands.Count % 2 == 0 ? "must have an even number of arguments"
        : null;

    /// <inheritdoc/>
    protected override int Run(GetoptLine line, Terminal terminal)
    {
        FdtValueType.TryRead(ValueOf(line, 't') ?? "", out FdtValueType type);
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
            Node? node = FdtPath.Find(tree, FdtPath.NameOf(path), out string reason);
            string? text = lists ? node is null ? null : ListOf(node, line) : node?.FindProperty(FdtPath.NameOf(line.Operands[i + 1])) is { } property ? ValueText(property, type, terminal) + "\n" : null;
            text ??= ValueOf(line, 'd') is { } otherwise ? FdtPath.NameOf(otherwise) + "\n" : null;
            if (text is null)
            {
                terminal.Error.WriteLine($"Error at '{ShownText.Escape(node is null ? path : line.Operands[i + 1])}': {(node is null ? reason : FdtPath.Missing)}");
                return Refused;
            }
            if (text.StartsWith('\0'))
            {
                return Refused;
            }
            terminal.WriteBytes(Encoding.Latin1.GetBytes(text));
        }
        return ExitCode.Fine;
    }

    private static bool Lists(GetoptLine line) => line.Options.Any(each => each.Option.Letter is 'p' or 'l');

    private static string ListOf(Node node, GetoptLine line) => string.Concat(
        (line.Options.Last(each => each.Option.Letter is 'p' or 'l').Option.Letter == 'p' ? node.Properties.Select(each => each.Name) : node.Children.Select(each => each.Name)).Select(name => name + "\n"));

    /// <summary>The value as it is printed; a zero character, and a line of standard error, if it cannot be printed so.</summary>
    private static string ValueText(Property property, FdtValueType type, Terminal terminal)
    {
        ReadOnlySpan<byte> value = property.Value;
        if (value.Length == 0)
        {
            return "";
        }
        if (type.Format == 's' || (type.Format == '\0' && FdtText.IsText(value)))
        {
            if (value[^1] == 0)
            {
                return Encoding.Latin1.GetString(value[..^1]).Replace('\0', ' ');
            }
            terminal.Error.WriteLine("Unterminated string");
            return "\0";
        }
        int width = type.Bytes ?? (value.Length % 4 == 0 ? 4 : 1);
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
            numbers[i] = type.Format switch
            {
                'x' => number.ToString("x", CultureInfo.InvariantCulture),
                'u' => number.ToString(CultureInfo.InvariantCulture),
                _ => ((int)number).ToString(CultureInfo.InvariantCulture),
            };
        }
        return string.Join(' ', numbers);
    }
}
