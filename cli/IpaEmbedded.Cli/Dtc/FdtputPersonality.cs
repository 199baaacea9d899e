using System.Buffers.Binary;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>Changes a blob in place as fdtput does, with the same bytes.</summary>
internal sealed class FdtputPersonality : FdtPersonality
{
    public FdtputPersonality()
        : base("fdtput", "Change values, properties and nodes of a blob with the command line and bytes of fdtput.",
            "change a device tree in place\n\tfdtput <options> <dt file> <node> <property> [<value>...]\n\tfdtput -c <options> <dt file> [<node>...]\n"
            + "\tfdtput -r <options> <dt file> [<node>...]\n\tfdtput -d <options> <dt file> <node> [<property>...]",
            new('c', "create", null, "Make nodes."),
            new('r', "remove", null, "Take nodes away, with all that is in them."),
            new('d', "delete", null, "Take properties away."),
            new('p', "auto-path", null, "Make the nodes of the path that are missing."),
            new('t', "type", "TYPE", "What values are: s, i, u or x, with hh or b, h, l before it for 1, 2 and 4 bytes."),
            new('v', "verbose", null, "Say how each value was understood."))
    {
    }

    /// <inheritdoc/>
    protected override string? WrongUse(GetoptLine line) =>
        ValueOf(line, 't') is { } type && !FdtValueType.TryRead(type, out _) ? "Invalid type string"
        : line.Operands.Count == 0 ? "missing filename"
        : Operation(line) is 'w' or 'd' && line.Operands.Count == 1 ? "missing node"
        : Operation(line) is 'w' && line.Operands.Count == 2 ? "missing property"
        : null;

    /// <inheritdoc/>
    protected override int Run(GetoptLine line, Terminal terminal)
    {
        string file = line.Operands[0];
        if (FdtEdit.Open(Open(file), file, out string problem) is not { } edit)
        {
            terminal.Error.WriteLine(ShownText.Escape($"Couldn't read blob from '{file}': {problem}"));
            return Refused;
        }
        bool makesPath = line.Options.Any(each => each.Option.Letter == 'p');
        string[] names = [.. line.Operands.Skip(1).Select(FdtPath.NameOf)];
        char operation = Operation(line);
        FdtError? error = operation switch
        {
            'c' => First(names, name => makesPath ? edit.CreatePath(name) : edit.CreateNode(name)),
            'r' => First(names, edit.DeleteNode),
            'd' => First(names[1..], name => edit.DeleteProperty(names[0], name)),
            _ => (makesPath ? edit.CreatePath(names[0]) : null) ?? edit.SetProperty(names[0], names[1], ValueOf(names[2..], line, terminal)),
        };
        if (error is not null)
        {
            terminal.Error.WriteLine(ShownText.Escape($"Error at '{error.Subject,1}': {error.Reason}"));
            return Refused;
        }
        if (file == "-")
        {
            terminal.WriteBytes(edit.Pack());
        }
        else
        {
            OutputFile.Write(file, edit.Pack(), flushes: false, replacesInput: true);
        }
        return ExitCode.Fine;
    }

    private static char Operation(GetoptLine line) => line.Options.LastOrDefault(each => each.Option.Letter is 'c' or 'r' or 'd').Option?.Letter ?? 'w';

    private static FdtError? First(string[] names, Func<string, FdtError?> change)
    {
        foreach (string name in names)
        {
            if (change(name) is { } error)
            {
                return error;
            }
        }
        return null;
    }

    private static byte[] ValueOf(string[] words, GetoptLine line, Terminal terminal)
    {
        FdtValueType.TryRead(ValueOf(line, 't') ?? "i", out FdtValueType type);
        bool isVerbose = line.Options.Any(each => each.Option.Letter == 'v');
        var value = new List<byte>();
        var said = new StringBuilder("Decoding value:\n");
        char conversion = ValueOf(line, 't') is null ? 'd' : type.Format;
        int number = 0;
        foreach (string word in words)
        {
            if (type.Format == 's')
            {
                value.AddRange(Encoding.Latin1.GetBytes(word + "\0"));
                said.Append($"\tstring: '{ShownText.Escape(word)}'\n");
                continue;
            }
            // A word that is no number leaves the number before it, and of two bytes only the first is written.
            number = CNumber.Scan(word, conversion) ?? number;
            byte[] bytes = new byte[type.Bytes ?? 4];
            if (bytes.Length == 4)
            {
                BinaryPrimitives.WriteInt32BigEndian(bytes, number);
            }
            else
            {
                bytes[0] = (byte)number;
            }
            value.AddRange(bytes);
            said.Append($"\t{(bytes.Length == 1 ? "byte" : bytes.Length == 2 ? "short" : "int")}: {number}\n");
        }
        terminal.Error.Write(isVerbose ? said.Append($"Value size {value.Count}\n").ToString() : "");
        return [.. value];
    }
}
