using IpaEmbedded.DeviceTree;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IpaEmbedded.Bindings;

/// <summary>Reads the YAML of one binding file into values that know their places; what is wrong becomes a diagnostic.</summary>
internal sealed class BindingFileReader
{
    private const int MaximumDepth = 100;

    private readonly SourceFile _file;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, SchemaValue> _anchors = new(StringComparer.Ordinal);
    private int[]? _byteOffsets;

    private BindingFileReader(SourceFile file, DiagnosticBag diagnostics)
    {
        _file = file;
        _diagnostics = diagnostics;
    }

    /// <summary>The document, or null if the text is not YAML (a diagnostic says where).</summary>
    public static SchemaValue? Read(SourceFile file, DiagnosticBag diagnostics)
    {
        var reader = new BindingFileReader(file, diagnostics);
        string text = System.Text.Encoding.UTF8.GetString(file.Text);
        reader.MapOffsets(text);
        try
        {
            var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                diagnostics.Error("DT4001", "the file holds no document", new SourceSpan(file, 0, 0));
                return null;
            }
            return reader.ReadValue(parser, 0);
        }
        catch (YamlException exception)
        {
            string problem = exception.InnerException?.Message ?? exception.Message;
            diagnostics.Error("DT4001", "not YAML: " + Plain(problem), reader.Span(exception.Start, exception.End));
            return null;
        }
    }

    private SchemaValue ReadValue(Parser parser, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"nested more than {MaximumDepth} levels deep");
        }
        ParsingEvent current = parser.Current!;
        switch (current)
        {
            case Scalar scalar:
                parser.MoveNext();
                SourceSpan span = Span(scalar.Start, scalar.End);
                SchemaValue value = scalar.Style == ScalarStyle.Plain ? YamlScalars.Read(scalar.Value, span) : SchemaValue.Of(scalar.Value, span);
                return Anchored(scalar, value);
            case SequenceStart sequence:
                return ReadList(parser, sequence, depth);
            case MappingStart mapping:
                return ReadMap(parser, mapping, depth);
            case AnchorAlias alias:
                parser.MoveNext();
                if (_anchors.TryGetValue(alias.Value.Value, out SchemaValue? shared))
                {
                    return shared;
                }
                throw new YamlException(alias.Start, alias.End, $"no finished value is named '{alias.Value.Value}'");
            default:
                throw new YamlException(current.Start, current.End, "a value was expected");
        }
    }

    private SchemaValue ReadList(Parser parser, SequenceStart start, int depth)
    {
        SchemaValue list = SchemaValue.NewList(Span(start.Start, start.End));
        parser.MoveNext();
        while (parser.Current is not SequenceEnd)
        {
            list.Items.Add(ReadValue(parser, depth + 1));
        }
        parser.MoveNext();
        return Anchored(start, list);
    }

    private SchemaValue ReadMap(Parser parser, MappingStart start, int depth)
    {
        SchemaValue map = SchemaValue.NewMap(Span(start.Start, start.End));
        parser.MoveNext();
        while (parser.Current is not MappingEnd)
        {
            if (parser.Current is not Scalar key)
            {
                throw new YamlException(parser.Current!.Start, parser.Current.End, "a key must be a plain word or a quoted text");
            }
            parser.MoveNext();
            SourceSpan keySpan = Span(key.Start, key.End);
            SchemaValue value = ReadValue(parser, depth + 1);
            if (map.FindEntry(key.Value) is { } first)
            {
                _diagnostics.Error("DT4002", $"'{key.Value}' is given twice", keySpan, new RelatedLocation("first given here", first.KeySpan));
            }
            else
            {
                map.Set(key.Value, value, keySpan);
            }
        }
        parser.MoveNext();
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

    // YamlDotNet counts characters, spans count bytes; only a text beyond ASCII needs a table.
    private void MapOffsets(string text)
    {
        if (text.Length == _file.Text.Length)
        {
            return;
        }
        _byteOffsets = new int[text.Length + 1];
        int bytes = 0;
        for (int i = 0; i < text.Length; i++)
        {
            _byteOffsets[i] = bytes;
            bytes += char.IsHighSurrogate(text[i]) ? 4 : char.IsLowSurrogate(text[i]) ? 0 : text[i] < 0x80 ? 1 : text[i] < 0x800 ? 2 : 3;
        }
        _byteOffsets[text.Length] = bytes;
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
