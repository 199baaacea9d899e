using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>
/// Where a command writes: results to <see cref="Out"/>, findings and progress to <see cref="Error"/>. Colours and
/// progress appear only on a real terminal, never when a stream is redirected or NO_COLOR is set.
/// </summary>
public sealed class Terminal
{
    private const int ColumnsOfFiles = 100;
    private const int ColumnsOfPages = 80;
    private const int MinColumns = 40;

    // Numbers of ECMA-48's "select graphic rendition".
    internal const string Bold = "\u001b[1m";
    internal const string Failure = "\u001b[31m";
    internal const string Plain = "\u001b[0m";

    private readonly TextWriter _out;
    private readonly bool _outIsTerminal;
    private readonly bool _errorIsTerminal;
    private bool _isOutTaken;
    private bool _hasProgress;
    private ColorChoice _choice = ColorChoice.Auto;

    public Terminal(TextWriter standardOut, TextWriter standardError, bool outIsTerminal = false, bool errorIsTerminal = false, int errorColumns = ColumnsOfFiles, int outColumns = ColumnsOfPages)
    {
        _out = standardOut;
        Error = standardError;
        _outIsTerminal = outIsTerminal;
        _errorIsTerminal = errorIsTerminal;
        ErrorColumns = Math.Max(errorColumns, MinColumns);
        OutColumns = Math.Max(outColumns, MinColumns);
    }

    /// <summary>Where results go: standard output, or, while bytes go there, standard error.</summary>
    public TextWriter Out => _isOutTaken ? Error : _out;

    public TextWriter Error { get; }

    /// <summary>Characters of a line of <see cref="Error"/>: as wide as the terminal is, 100 when it is redirected.</summary>
    public int ErrorColumns { get; }

    /// <summary>Characters of a line of <see cref="Out"/>: as wide as the terminal is, 80 when it is redirected.</summary>
    public int OutColumns { get; }

    /// <summary>The time by which progress is drawn.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>True after <c>-q</c>: only errors and asked-for results.</summary>
    public bool IsQuiet { get; private set; }

    /// <summary>True after <c>-v</c>.</summary>
    public bool IsVerbose { get; private set; }

    /// <summary>True after <c>--all-findings</c>: however many there are of one kind.</summary>
    public bool ShowsAllFindings { get; private set; }

    public bool OutHasColor => _isOutTaken ? ErrorHasColor : HasColor(_outIsTerminal);

    /// <summary>True if somebody watches <see cref="Out"/> and can press keys.</summary>
    public bool IsInteractive => _outIsTerminal && !Console.IsInputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public bool ErrorHasColor => HasColor(_errorIsTerminal);

    /// <summary>True if somebody watches <see cref="Error"/>, so that a line may be drawn over.</summary>
    public bool ShowsProgress => _errorIsTerminal && !IsQuiet;

    /// <summary>The streams of the process.</summary>
    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(false);
        var standardOut = new StreamWriter(new OutputStream(DescriptorStream.Of(1), "standard output"), utf8, 4096) { NewLine = "\n" };
        var standardError = new StreamWriter(new OutputStream(DescriptorStream.Of(2), "standard error"), utf8, 32768) { NewLine = "\n", AutoFlush = !Console.IsErrorRedirected };
        return new Terminal(standardOut, standardError, !Console.IsOutputRedirected, !Console.IsErrorRedirected,
            ColumnsOf(Console.IsErrorRedirected, ColumnsOfFiles), ColumnsOf(Console.IsOutputRedirected, ColumnsOfPages));
    }

    // A terminal that does not know how wide it is says 0; COLUMNS is how people say it for a pipe.
    private static int ColumnsOf(bool redirected, int otherwise) =>
        !redirected && Console.WindowWidth > 0 ? Console.WindowWidth
        : int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0 ? columns
        : otherwise;

    /// <summary>Puts bytes on standard output as they are; where that only takes text, as the text that they mean.</summary>
    public void WriteBytes(byte[] bytes)
    {
        _out.Flush();
        if (_out is StreamWriter writer)
        {
            writer.BaseStream.Write(bytes);
        }
        else
        {
            _out.Write(Encoding.UTF8.GetString(bytes));
        }
    }

    /// <summary>Standard output for bytes; what people read goes to standard error from now on.</summary>
    public Stream TakeOut()
    {
        _out.Flush();
        _isOutTaken = true;
        return new BytesOfOut(this);
    }

    public void Configure(bool quiet, bool verbose, bool allFindings, ColorChoice color)
    {
        ShowsAllFindings = allFindings;
        IsQuiet = quiet;
        IsVerbose = verbose;
        _choice = color;
    }

    /// <summary>Says on <see cref="Error"/> why something failed.</summary>
    public void WriteFailure(string text) => Error.WriteLine(ErrorHasColor ? $"{Failure}ipa: {text}{Plain}" : "ipa: " + text);

    /// <summary>Draws a line of progress over the one before, no longer than a line is; an empty text removes it.</summary>
    public void Progress(string text)
    {
        if (ShowsProgress && (text.Length > 0 || _hasProgress))
        {
            string line = ShownText.Escape(text);
            Error.Write($"\r\u001b[K{(line.Length < ErrorColumns ? line : line[..(ErrorColumns - 4)] + "...")}");
            _hasProgress = text.Length > 0;
        }
    }

    private bool HasColor(bool isTerminal) => _choice switch
    {
        ColorChoice.Always => true,
        ColorChoice.Never => false,
        _ => isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };

    private sealed class BytesOfOut(Terminal terminal) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => terminal.WriteBytes(buffer.ToArray());
    }
}
