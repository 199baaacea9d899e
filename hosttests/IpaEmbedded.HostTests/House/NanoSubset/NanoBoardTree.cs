using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.House.NanoSubset;

/// <summary>The nanoFramework application's device tree: compiled from its source here, kept as C# there, since a board reads only DTBs.</summary>
public static class NanoBoardTree
{
    public const string Source = "dts/boards/sdm845-modem-init.dts";
    public const string Path = NanoBoardProject.Folder + "/BoardTree.cs";

    private const int BytesPerLine = 24;

    /// <summary>The compiled tree.</summary>
    public static byte[] Compile()
    {
        var options = new CompileOptions { IncludeDirectories = [RepositoryRoot.PathOf("dts/include")] };
        var result = DeviceTreeCompiler.Compile(RepositoryRoot.PathOf(Source), options);
        return result.Tree is null
            ? throw new InvalidOperationException($"{Source}: {string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Message))}")
            : FlattenedTreeWriter.Write(result.Tree);
    }

    /// <summary>The C# file that holds a compiled tree.</summary>
    public static string Render(byte[] blob)
    {
        var text = new StringBuilder();
        text.Append("namespace IpaEmbedded.Boards.Nano\n{\n");
        text.Append(CultureInfo.InvariantCulture, $"    /// <summary>The board's device tree, compiled from {Source}; generated, see README.md of the firmware folder.</summary>\n");
        text.Append("    public static class BoardTree\n    {\n");
        text.Append("        /// <summary>The DTB.</summary>\n        public static readonly byte[] Blob =\n        {\n");
        foreach (var line in blob.Chunk(BytesPerLine))
        {
            text.Append("            ").AppendJoin(", ", line.Select(value => "0x" + value.ToString("x2", CultureInfo.InvariantCulture))).Append(",\n");
        }

        return text.Append("        };\n    }\n}\n").ToString();
    }
}
