using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Testing;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Device trees for tests: text in, what the target reads out.</summary>
internal static class TreeText
{
    public static FlattenedTree Load(string text) => new(Compile(text));

    public static byte[] Compile(string text) => TestTree.FromText(text).Blob;
}
