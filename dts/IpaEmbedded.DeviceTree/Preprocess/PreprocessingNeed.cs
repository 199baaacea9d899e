namespace IpaEmbedded.DeviceTree;

/// <summary>Says whether a preprocessor would change a text, comments aside: most texts that come from one it would not.</summary>
internal static class PreprocessingNeed
{
    private static readonly byte[][] Names = [.. BuiltInMacros.Names.Select(each => each.Name).Concat(Preprocessor.Predefined).Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>True if macros are given, or the text has a directive, a macro that is always there, a joined line or a string over several lines.</summary>
    public static bool IsIn(byte[] text, CompileOptions options) =>
        options.Defines.Count > 0 || HasDirective(text) || HasPredefined(text) || HasJoin(text) || HasStringOverLines(text);

    private static bool HasDirective(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (true)
        {
            int found = text[at..].IndexOf((byte)'#');
            if (found < 0)
            {
                return false;
            }
            at += found;
            int before = at - 1;
            while (before >= 0 && text[before] is (byte)' ' or (byte)'\t')
            {
                before--;
            }
            // Behind a comment a line may begin too.
            if ((before < 0 || text[before] is (byte)'\n' or (byte)'/') && DirectiveReader.Classify(text, at + 1, out _) is not (Directive.None or Directive.Line))
            {
                return true;
            }
            at++;
        }
    }

    private static bool HasPredefined(ReadOnlySpan<byte> text)
    {
        for (int found = text.IndexOf("__"u8); found >= 0; found = text.IndexOf("__"u8))
        {
            text = text[found..];
            foreach (byte[] name in Names)
            {
                if (text.StartsWith(name))
                {
                    return true;
                }
            }
            text = text[2..];
        }
        return false;
    }

    private static bool HasJoin(ReadOnlySpan<byte> text)
    {
        for (int at = text.IndexOf((byte)'\\'); at >= 0; at = text.IndexOf((byte)'\\'))
        {
            if (LineSplice.LengthAt(text, at, text.Length) > 0)
            {
                return true;
            }
            text = text[(at + 1)..];
        }
        return false;
    }

    private static bool HasStringOverLines(byte[] text)
    {
        int at = 0;
        while (true)
        {
            int found = text.AsSpan(at).IndexOfAny((byte)'"', (byte)'/');
            if (found < 0)
            {
                return false;
            }
            at += found;
            if (text[at] == '"')
            {
                at = PreprocessorLexer.EndOfQuoted(text, at, text.Length, out bool closed);
                if (!closed)
                {
                    return true;
                }
            }
            else
            {
                at = Math.Max(at + 1, PreprocessorLexer.EndOfComment(text, at, text.Length));
            }
        }
    }
}
