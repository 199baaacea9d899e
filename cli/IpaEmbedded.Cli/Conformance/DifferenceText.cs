using System.Globalization;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Conformance.Comparison;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Conformance;

/// <summary>Shows the rows in which two traces differ between those around them that both have, as diff does; registers with their names and fields.</summary>
internal sealed class DifferenceText(Terminal terminal, RegisterCatalog? registers, int context)
{
    /// <summary>Writes the rows that are <paramref name="shown"/>, at most <paramref name="maximum"/> of them; returns how many those were.</summary>
    public int Write(IReadOnlyList<AlignedRow> rows, Predicate<AlignedRow> shown, int maximum)
    {
        int written = 0;
        int next = 0;
        for (int i = 0; i < rows.Count && written < maximum; i++)
        {
            if (!shown(rows[i]))
            {
                continue;
            }
            int from = Math.Max(next, StartOfContext(rows, i));
            if (from > next || next == 0 || rows[from].Step != rows[next - 1].Step)
            {
                terminal.Out.WriteLine(Colored($"@@ {ShownText.Escape(rows[i].Step)} @@", "36"));
            }
            for (int j = from; j < i; j++)
            {
                Write(rows[j]);
            }
            Write(rows[i]);
            written++;
            next = i + 1;
            for (int after = 0; after < context && next < rows.Count && rows[next].Step == rows[i].Step && !shown(rows[next]); after++)
            {
                Write(rows[next++]);
            }
        }
        return written;
    }

    private int StartOfContext(IReadOnlyList<AlignedRow> rows, int at)
    {
        int start = at;
        while (start > 0 && at - start < context && rows[start - 1].Step == rows[at].Step)
        {
            start--;
        }
        return start;
    }

    private void Write(AlignedRow row)
    {
        string sign = row.IsCommon ? " " : row.InReference ? "-" : "+";
        foreach (string line in WrappedLine.Of($"{sign} {ShownText.Escape(row.Row)}{(row.IsCommon ? "" : Meaning(row.Row))}", "      ", terminal.OutColumns))
        {
            // A blank is the sign of a common row, and must not be taken for the indentation of the text.
            terminal.Out.WriteLine(row.IsCommon ? line : Colored(line, row.InReference ? "31" : "32"));
        }
    }

    /// <summary>Name and fields of the register that a row writes: <c>write ipa:0x00078 = 0x000000c8</c>.</summary>
    private string Meaning(string row)
    {
        string[] words = row.Split(' ');
        if (registers is null || words is not ["write", var place, "=", ..] || place.Split(':') is not [var block, var offset]
            || !uint.TryParse(offset.AsSpan(offset.StartsWith("0x", StringComparison.Ordinal) ? 2 : 0), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint at)
            || registers.Find(block == "gsi" ? RegisterCatalog.GsiBlock : RegisterCatalog.IpaBlock, at) is not { } register)
        {
            return "";
        }
        string fields = words.Length == 4 && words[3].StartsWith("0x", StringComparison.Ordinal) && uint.TryParse(words[3].AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint value)
            && register.Register.Fields.Length > 0 ? register.Describe(value) : "";
        return $" ({register.Name}{(fields.Length > 0 ? ": " + fields : "")})";
    }

    private string Colored(string text, string color) => terminal.OutHasColor ? $"\u001b[{color}m{text}\u001b[0m" : text;
}
