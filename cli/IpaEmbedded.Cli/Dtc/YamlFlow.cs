using System.Globalization;
using System.Text;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>Sequences of YAML in brackets, broken behind column 80 as libyaml breaks them.</summary>
internal sealed class YamlFlow
{
    private const int Width = 80;

    private readonly StringBuilder _text = new();
    private readonly Stack<bool> _isFirst = new();
    private int _lineStart;
    private bool _isBlank = true;

    /// <summary>Columns of the mapping around; each bracket adds two.</summary>
    public int Indent { get; set; }

    private int Column => _text.Length - _lineStart;

    /// <summary>Writes text as it is.</summary>
    public void Raw(string text)
    {
        _text.Append(text);
        int newline = text.LastIndexOf('\n');
        _lineStart = newline < 0 ? _lineStart : _text.Length - (text.Length - newline - 1);
        _isBlank = false;
    }

    public void Open(string tag)
    {
        BeginItem();
        Word(tag.Length > 0 ? tag + " [" : "[");
        _isBlank = true;
        _isFirst.Push(true);
    }

    public void Close()
    {
        _isFirst.Pop();
        Raw("]");
    }

    public void Scalar(string text)
    {
        BeginItem();
        Word(text);
    }

    /// <summary>A text in double quotes; a long one goes on in the next line behind a blank.</summary>
    public void Text(ReadOnlySpan<byte> bytes)
    {
        BeginItem();
        Word("\"");
        bool afterBlank = false;
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isBlank = bytes[i] == ' ';
            if (isBlank && !afterBlank && Column > Width && i > 0 && i < bytes.Length - 1)
            {
                Break(2 * _isFirst.Count + 2);
                Raw(bytes[i + 1] == ' ' ? "\\" : "");
            }
            else
            {
                Raw(bytes[i] switch
                {
                    0 => "\\0",
                    7 => "\\a",
                    8 => "\\b",
                    9 => "\\t",
                    10 => "\\n",
                    11 => "\\v",
                    12 => "\\f",
                    13 => "\\r",
                    27 => "\\e",
                    (byte)'"' => "\\\"",
                    (byte)'\\' => "\\\\",
                    >= 0x20 and < 0x7f => ((char)bytes[i]).ToString(),
                    _ => "\\x" + bytes[i].ToString("X2", CultureInfo.InvariantCulture),
                });
            }
            afterBlank = isBlank;
        }
        Raw("\"");
    }

    public override string ToString() => _text.ToString();

    private void BeginItem()
    {
        if (_isFirst.Count == 0)
        {
            return;
        }
        if (_isFirst.Pop() is false)
        {
            Raw(",");
        }
        _isFirst.Push(false);
        if (Column > Width)
        {
            Break(2 * _isFirst.Count);
        }
    }

    private void Word(string text)
    {
        bool isBlank = _isBlank;
        Raw((isBlank ? "" : " ") + text);
    }

    private void Break(int inner)
    {
        Raw("\n" + new string(' ', Indent + inner));
        _isBlank = true;
    }
}
