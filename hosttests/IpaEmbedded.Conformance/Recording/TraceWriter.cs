using System.Globalization;
using System.Text;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>Writes the rows of a conformance trace: one JSON object per line, in the order in which things happened.</summary>
internal sealed class TraceWriter(TextWriter output, EventLoop loop)
{
    private readonly StringBuilder _row = new();
    private long _number;

    /// <summary>Name of the current step.</summary>
    public string Step { get; private set; } = "init";

    /// <summary>Called before every row, so that a watcher can write what the driver did just before.</summary>
    public Action? BeforeRow { get; set; }

    /// <summary>Starts a step.</summary>
    public void BeginStep(string name)
    {
        Step = name;
        Write("step", $"\"name\":\"{name}\"");
    }

    /// <summary>Writes a row of a kind; <paramref name="members"/> are JSON members without braces.</summary>
    public void Write(string kind, string members)
    {
        BeforeRow?.Invoke();
        Append(kind, members);
    }

    /// <summary>Writes a row without asking the watcher first.</summary>
    public void Append(string kind, string members)
    {
        _row.Clear();
        _row.Append("{\"n\":").Append(_number++).Append(",\"t\":").Append(loop.Now).Append(",\"step\":\"").Append(Step)
            .Append("\",\"k\":\"").Append(kind).Append('"');
        if (members.Length > 0) { _row.Append(',').Append(members); }
        _row.Append('}');
        output.Write(_row);
        output.Write('\n');
    }

    /// <summary>A number in hexadecimal, quoted.</summary>
    public static string Hex(ulong value, int digits = 1) => "\"0x" + value.ToString("x" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + "\"";

    /// <summary>Bytes in hexadecimal, quoted.</summary>
    public static string Bytes(ReadOnlySpan<byte> bytes) => "\"" + Convert.ToHexStringLower(bytes) + "\"";
}
