using System.Text;
using System.Text.Unicode;
using IpaEmbedded.DeviceTree;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IpaEmbedded.Bindings;

/// <summary>Reads the YAML of one binding file into values that know their places; what is wrong becomes a diagnostic.</summary>
internal sealed class BindingFileReader
{
    // Stands for a lone "-" in a flow list, which Python's reader takes as text and ours refuses.
    private const char LoneDash = '\ue000';

    private readonly SourceFile _file;
    private readonly DiagnosticBag _diagnostics;
    private readonly CopiedValues _copies;
    private readonly Dictionary<string, SchemaValue> _anchors = new(StringComparer.Ordinal);
    private int[]? _byteOffsets;
    private bool _hasDashes;

    private BindingFileReader(SourceFile file, CopiedValues copies, DiagnosticBag diagnostics)
    {
        _file = file;
        _copies = copies;
        _diagnostics = diagnostics;
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>The document, or null if the text is not YAML (a diagnostic says where).</summary>
    public static SchemaValue? Read(SourceFile file, CopiedValues copies, DiagnosticBag diagnostics)
    {
        if (file.Text.Length > Limits.FileBytes)
        {
            diagnostics.Error("DT4013", $"the file has {file.Text.Length} bytes, {Limits.FileBytes} are allowed", new SourceSpan(file, 0, 0));
            return null;
        }
        if (!Utf8.IsValid(file.Text))
        {
            diagnostics.Error("DT4001", "not YAML: the bytes from here on are not UTF-8", new SourceSpan(file, FirstInvalid(file.Text), 1));
            return null;
        }
        var reader = new BindingFileReader(file, copies, diagnostics);
        string text = reader.Prepare();
        var events = new YamlEvents(text);
        try
        {
            return reader.ReadDocument(events);
        }
        catch (RefusedYamlException exception)
        {
            diagnostics.Error(exception.Id, "not allowed in a binding file: " + exception.Message, reader.Span(exception.Start, exception.End));
            return null;
        }
        catch (YamlException exception)
        {
            string problem = exception.InnerException?.Message ?? exception.Message;
            if (problem.EndsWith("found invalid mapping.", StringComparison.Ordinal))
            {
                problem = "a text without quotes goes no further than ': '; put it in quotes, or below '|'";
            }
            SourceSpan? tab = problem.Contains(" tab ", StringComparison.Ordinal) ? reader.TabAfter(events.Current) : null;
            diagnostics.Error("DT4001", "not YAML: " + Plain(problem), tab ?? reader.Span(exception.Start, exception.End));
            return null;
        }
    }

    private SchemaValue? ReadDocument(YamlEvents events)
    {
        events.MoveNext();
        events.MoveNext();
        if (events.Current is StreamEnd)
        {
            _diagnostics.Error("DT4001", "the file holds no document", new SourceSpan(_file, 0, 0));
            return null;
        }
        events.MoveNext();
        SchemaValue value = ReadValue(events, 1);
        events.MoveNext();
        return events.Current is StreamEnd
            ? value
            : throw new RefusedYamlException("DT4014", events.Current.Start, events.Current.End, "a second document");
    }

    private SchemaValue ReadValue(YamlEvents events, int depth)
    {
        ParsingEvent current = events.Current;
        if (depth > Limits.FileDepth)
        {
            throw new RefusedYamlException("DT4013", current.Start, current.End, $"more than {Limits.FileDepth} values inside one another");
        }
        switch (current)
        {
            case Scalar scalar:
                events.MoveNext();
                SourceSpan span = Span(scalar.Start, scalar.End);
                string text = TextOf(scalar);
                SchemaValue value = scalar.Style == ScalarStyle.Plain ? YamlScalars.Read(text, span) : SchemaValue.Of(text, span);
                return Anchored(scalar, value);
            case SequenceStart sequence:
                return ReadList(events, sequence, depth);
            case MappingStart mapping:
                return ReadMap(events, mapping, depth);
            case AnchorAlias alias:
                events.MoveNext();
                if (!_anchors.TryGetValue(alias.Value.Value, out SchemaValue? named))
                {
                    throw new YamlException(alias.Start, alias.End, $"no finished value is named '{alias.Value.Value}'");
                }
                return _copies.TryCopy(named)
                    ?? throw new RefusedYamlException("DT4013", alias.Start, alias.End, $"aliases that stand for more than {Limits.CopiedValues} values");
            default:
                throw new YamlException(current.Start, current.End, "a value was expected");
        }
    }

    private SchemaValue ReadList(YamlEvents events, SequenceStart start, int depth)
    {
        SchemaValue list = SchemaValue.NewList(Span(start.Start, start.End));
        events.MoveNext();
        while (events.Current is not SequenceEnd)
        {
            list.Items.Add(ReadValue(events, depth + 1));
        }
        events.MoveNext();
        return Anchored(start, list);
    }

    private SchemaValue ReadMap(YamlEvents events, MappingStart start, int depth)
    {
        SchemaValue map = SchemaValue.NewMap(Span(start.Start, start.End));
        events.MoveNext();
        while (events.Current is not MappingEnd)
        {
            if (events.Current is not Scalar key)
            {
                throw new YamlException(events.Current.Start, events.Current.End, "a key must be a plain word or a quoted text");
            }
            events.MoveNext();
            SourceSpan keySpan = Span(key.Start, key.End);
            string name = TextOf(key);
            if (name == "<<" && key.Style == ScalarStyle.Plain)
            {
                throw new RefusedYamlException("DT4014", key.Start, key.End, "a merge key");
            }
            SchemaValue value = ReadValue(events, depth + 1);
            if (map.FindEntry(name) is { } first)
            {
                _diagnostics.Error("DT4002", $"'{name}' is given twice", keySpan, new RelatedLocation("first given here", first.KeySpan));
            }
            else
            {
                map.Set(name, value, keySpan);
            }
        }
        events.MoveNext();
        return Anchored(start, map);
    }

    private SchemaValue Anchored(NodeEvent node, SchemaValue value)
    {
        if (!node.Anchor.IsEmpty)
        {
            _anchors[node.Anchor.Value] = value;
        }
        return value;
    }

    private string TextOf(Scalar scalar) => _hasDashes ? scalar.Value.Replace(LoneDash, '-') : scalar.Value;

    /// <summary>The text for the parser: without byte order mark, and with another character for each lone dash.</summary>
    private string Prepare()
    {
        ReadOnlySpan<byte> bytes = _file.Text;
        int skipped = bytes.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        string text = Encoding.UTF8.GetString(bytes[skipped..]);
        MapOffsets(text, skipped);
        if (text.Contains(LoneDash, StringComparison.Ordinal))
        {
            return text;
        }
        char[]? changed = null;
        char before = ' ';
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '-' && before is '[' or ',' && NextAfter(text, i) is ',' or ']')
            {
                changed ??= text.ToCharArray();
                changed[i] = LoneDash;
            }
            before = char.IsWhiteSpace(text[i]) ? before : text[i];
        }
        _hasDashes = changed is not null;
        return changed is null ? text : new string(changed);
    }

    private static char NextAfter(string text, int index)
    {
        do
        {
            index++;
        }
        while (index < text.Length && char.IsWhiteSpace(text[index]));
        return index < text.Length ? text[index] : ' ';
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out int length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }
        return at;
    }

    // YamlDotNet counts characters, spans count bytes; only a text beyond ASCII needs a table.
    private void MapOffsets(string text, int skipped)
    {
        if (text.Length == _file.Text.Length)
        {
            return;
        }
        _byteOffsets = new int[text.Length + 1];
        int bytes = skipped;
        for (int i = 0; i < text.Length; i++)
        {
            _byteOffsets[i] = bytes;
            bytes += char.IsHighSurrogate(text[i]) ? 4 : char.IsLowSurrogate(text[i]) ? 0 : text[i] < 0x80 ? 1 : text[i] < 0x800 ? 2 : 3;
        }
        _byteOffsets[text.Length] = bytes;
    }

    // The parser names the value inside which it met the tab; the tab is what has to go.
    private SourceSpan? TabAfter(ParsingEvent last)
    {
        ReadOnlySpan<byte> text = _file.Text;
        for (int at = Offset((int)last.Start.Index); text[at..].IndexOf((byte)'\n') is >= 0 and var line;)
        {
            at += line + 1;
            int indent = text[at..].IndexOfAnyExcept((byte)' ');
            if (indent >= 0 && text[at + indent] == '\t')
            {
                return new SourceSpan(_file, at + indent, 1);
            }
        }
        return null;
    }

    private SourceSpan Span(Mark start, Mark end)
    {
        int from = Offset((int)start.Index);
        return new SourceSpan(_file, from, Math.Max(0, Offset((int)end.Index) - from));
    }

    private int Offset(int index) =>
        _byteOffsets is null ? Math.Min(index, _file.Text.Length) : _byteOffsets[Math.Min(index, _byteOffsets.Length - 1)];

    // "(Line: 3, ...) - (...): text" repeats what the span says.
    private static string Plain(string problem)
    {
        int colon = problem.StartsWith('(') ? problem.IndexOf("): ", StringComparison.Ordinal) : -1;
        string plain = colon < 0 ? problem : problem[(colon + 3)..];
        return plain.TrimEnd('.');
    }
}
