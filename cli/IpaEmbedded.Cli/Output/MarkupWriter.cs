using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>
/// Writes HTML and SVG that are also well-formed XML. Text and attribute values may come from outside: they are escaped
/// for markup, and what could steer a reader's eye is escaped as on a terminal (<see cref="ShownText"/>).
/// </summary>
public sealed class MarkupWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Characters so far.</summary>
    public int Length => _text.Length;

    /// <summary>Markup of our own, as it is.</summary>
    public MarkupWriter Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Text, escaped.</summary>
    public MarkupWriter Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>The start of an element; its attributes are names and values in turn.</summary>
    public MarkupWriter Open(string name, params ReadOnlySpan<string> attributes)
    {
        Start(name, attributes);
        _text.Append('>');
        return this;
    }

    /// <summary>The end of an element.</summary>
    public MarkupWriter Close(string name)
    {
        _text.Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>An element without content.</summary>
    public MarkupWriter Empty(string name, params ReadOnlySpan<string> attributes)
    {
        Start(name, attributes);
        _text.Append("/>");
        return this;
    }

    /// <summary>An element that holds nothing but text.</summary>
    public MarkupWriter Element(string name, string text, params ReadOnlySpan<string> attributes)
    {
        Open(name, attributes);
        Escape(text);
        return Close(name);
    }

    public MarkupWriter Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>A coordinate: a tenth is fine enough for any screen.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Text that is no longer than a number of characters; what is cut ends in an ellipsis.</summary>
    public static string Shorten(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }
        int end = Math.Max(1, most - 1);
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Start(string name, ReadOnlySpan<string> attributes)
    {
        _text.Append('<').Append(name);
        for (int i = 0; i < attributes.Length; i += 2)
        {
            _text.Append(' ').Append(attributes[i]).Append("=\"");
            Escape(attributes[i + 1]);
            _text.Append('"');
        }
    }

    private void Escape(string text)
    {
        foreach (char c in ShownText.Escape(text))
        {
            _ = c switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                // No characters of XML.
                '\ufffe' or '\uffff' => _text.Append('\ufffd'),
                _ => _text.Append(c),
            };
        }
    }
}
