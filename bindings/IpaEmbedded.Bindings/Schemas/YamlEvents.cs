using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IpaEmbedded.Bindings;

/// <summary>The events of one YAML text in bounded number and size, without tags. All that goes wrong is a <see cref="YamlException"/>.</summary>
internal sealed class YamlEvents
{
    private readonly Parser _parser;
    private int _count;

    public YamlEvents(string text)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    public ParsingEvent Current { get; private set; } = new StreamStart();

    /// <summary>Goes to the next event; there is one until the end of the stream.</summary>
    public void MoveNext()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException or FormatException or OverflowException or KeyNotFoundException)
        {
            // Foreign code that met a text its authors did not think of.
            throw new YamlException(Current.Start, Current.End, "the parser gave up here: " + e.Message);
        }
        Current = _parser.Current ?? throw new YamlException(Current.Start, Current.End, "the text ends too early");
        Check();
    }

    private void Check()
    {
        if (++_count > Limits.FileEvents)
        {
            throw Refuse("DT4013", $"more than {Limits.FileEvents} values and brackets");
        }
        if (Current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            throw Refuse("DT4014", $"the tag '{tagged.Tag}'; bindings have none");
        }
        if (Current is Scalar { Value.Length: > Limits.ScalarBytes / 4 } scalar && Encoding.UTF8.GetByteCount(scalar.Value) > Limits.ScalarBytes)
        {
            throw Refuse("DT4013", $"a text of more than {Limits.ScalarBytes} bytes");
        }
    }

    private RefusedYamlException Refuse(string id, string message) => new(id, Current.Start, Current.End, message);
}
