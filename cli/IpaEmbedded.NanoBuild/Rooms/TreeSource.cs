using System.Globalization;
using System.Text;

namespace IpaEmbedded.NanoBuild;

/// <summary>A device tree as C#: a board reads only DTBs, and what is in its application it need not load.</summary>
public static class TreeSource
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "BoardTree.cs";

    private const int BytesPerLine = 24;

    /// <summary>The text of the class <c>IpaEmbedded.Boards.Nano.BoardTree</c>, whose field <c>Blob</c> is the tree.</summary>
    /// <param name="blob">The DTB.</param>
    /// <param name="origin">What it was compiled from, for the comment.</param>
    public static string Render(byte[] blob, string origin)
    {
        var text = new StringBuilder();
        text.Append("namespace IpaEmbedded.Boards.Nano\n{\n");
        text.Append(CultureInfo.InvariantCulture, $"    /// <summary>The board's device tree, compiled from {origin}; generated, see README.md of the firmware folder.</summary>\n");
        text.Append("    public static class BoardTree\n    {\n");
        text.Append("        /// <summary>The DTB.</summary>\n        public static readonly byte[] Blob =\n        {\n");
        foreach (byte[] line in blob.Chunk(BytesPerLine))
        {
            text.Append("            ").AppendJoin(", ", line.Select(value => "0x" + value.ToString("x2", CultureInfo.InvariantCulture))).Append(",\n");
        }
        return text.Append("        };\n    }\n}\n").ToString();
    }
}
