using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>Shows a blob, its header and its tokens as fdtdump does.</summary>
internal sealed class FdtdumpPersonality : FdtPersonality
{
    private const uint Magic = 0xd00dfeed;

    // The original reads into a buffer of so many bytes, doubled until the file fits, and takes that for the length.
    private const int FirstBuffer = 1024;

    public FdtdumpPersonality()
        : base("fdtdump", "Show the header and the tokens of a blob with the command line and output of fdtdump.", "fdtdump [options] <file>",
            new('d', "debug", null, "Show the place and kind of each token too."),
            new('s', "scan", null, "Look for a blob inside the file."))
    {
    }

    /// <inheritdoc/>
    protected override string Preface => "\n**** fdtdump shows what lies in a blob. For source that compiles again, use\n****     dtc -I dtb -O dts <filename>\n\n";

    /// <inheritdoc/>
    protected override string? WrongUse(GetoptLine line) => line.Operands.Count == 1 ? null : "missing input filename";

    /// <inheritdoc/>
    protected override int Run(GetoptLine line, Terminal terminal)
    {
        string file = line.Operands[0];
        bool debug = Has(line, 'd');
        byte[] blob = Open(file);
        var text = new StringBuilder();
        int start = Has(line, 's') ? Scan(blob, FdtPath.NameOf(file), debug, text) : HasHeader(blob, 0) ? 0 : -1;
        string? problem = start < 0 ? $"FATAL ERROR: {file}: {(Has(line, 's') ? "could not locate fdt magic" : "header is not valid")}" : null;
        int exit = problem is null ? ExitCode.Fine : Refused;
        if (problem is null && !new FdtDump(blob, start, debug, text).TryWrite(out problem, out bool isToken))
        {
            exit = isToken ? ExitCode.Fine : Refused;
        }
        terminal.WriteBytes(Encoding.Latin1.GetBytes(text.ToString()));
        if (problem is not null)
        {
            terminal.Error.WriteLine(ShownText.Escape(problem));
        }
        return exit;
    }

    private static bool Has(GetoptLine line, char letter) => line.Options.Any(each => each.Option.Letter == letter);

    private static int Scan(byte[] blob, string name, bool debug, StringBuilder text)
    {
        for (int at = 0; at + 4 <= blob.Length; at++)
        {
            if (Word(blob, at) != Magic)
            {
                continue;
            }
            if (HasHeader(blob, at))
            {
                text.Append($"{name}: found fdt at offset {Hex(at)}\n");
                return at;
            }
            text.Append(debug ? $"{name}: skipping fdt magic at offset {Hex(at)}\n" : "");
        }
        return -1;
    }

    private static bool HasHeader(byte[] blob, int at)
    {
        long length = FirstBuffer;
        while (length <= blob.Length)
        {
            length *= 2;
        }
        length -= at;
        return Word(blob, at) == Magic && Word(blob, at + 20) <= 17 && Word(blob, at + 24) <= 17 && Word(blob, at + 4) < length && Word(blob, at + 8) < length && Word(blob, at + 12) < length;
    }

    private static uint Word(byte[] blob, int at) => at + 4 <= blob.Length ? BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(at)) : 0;

    private static string Hex(int number) => number == 0 ? "0" : "0x" + number.ToString("x", CultureInfo.InvariantCulture);
}
