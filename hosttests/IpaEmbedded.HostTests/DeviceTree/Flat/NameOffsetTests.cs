using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Flat;

/// <summary>Where the names of properties lie, beside a plain search through the block of strings: the lowest place where the whole name and its end are.</summary>
[TestClass]
public sealed class NameOffsetTests
{
    [TestMethod]
    [DataRow(1, 12, 400)]
    [DataRow(2, 6, 2000)]
    [DataRow(5, 7, 3000)]
    [DataRow(26, 30, 1500)]
    public void Names_lie_where_a_search_from_the_begin_finds_them(int letters, int longest, int names)
    {
        var writer = new FlattenedTreeWriter();
        // Twice: a writer knows nothing of an earlier tree.
        for (int round = 0; round < 2; round++)
        {
            var random = new Random(letters + round);
            AssertLieRight(writer, [.. Enumerable.Range(0, names).Select(_ => Name(random, letters, longest))]);
        }
    }

    [TestMethod]
    public void Every_name_and_every_tail_is_found_again_behind_very_many()
    {
        var random = new Random(3);
        string[] names = [.. Enumerable.Range(0, 3000).Select(_ => Name(random, 26, 9))];

        AssertLieRight(new FlattenedTreeWriter(), [.. names, .. names, .. names.SelectMany(name => Enumerable.Range(0, name.Length + 1).Select(start => name[start..]))]);
    }

    [TestMethod]
    [DataRow("", "new", 0)]
    [DataRow("a\0b\0", "new", 4)]
    [DataRow("a\0ba\0a\0ba\0", "new", 10)]
    [DataRow("a\0ba\0a\0ba\0", "a", 0)]
    [DataRow("cba\0ba\0a\0", "ba", 1)]
    [DataRow("cba\0ba\0a\0", "ab", 9)]
    [DataRow("\0\0\0", "", 0)]
    [DataRow("\0\0\0a\0", "a", 3)]
    [DataRow("a\0bc", "new", 4)]
    [DataRow("a\0bc", "c", 4)]
    [DataRow("bc", "a", 2)]
    public void A_block_that_exists_keeps_its_bytes_and_new_names_go_behind_them(string block, string name, int expected)
    {
        var editor = new FlatEditor(FlatLayout.Read(Blob([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 9], Encoding.Latin1.GetBytes(block)), "", [])!, 0);

        editor.SetProperty(editor.Root, name, []);

        byte[] edited = editor.ToBlob();
        Assert.AreEqual(expected, Word(edited, editor.Root + 16));
        Assert.AreEqual(block + (expected < block.Length ? "" : name + "\0"), Encoding.Latin1.GetString(edited.AsSpan(Word(edited, 12))));
    }

    [TestMethod]
    [DataRow(2047)]
    [DataRow(2048)]
    [DataRow(4095)]
    [DataRow(4096)]
    [DataRow(65535)]
    public void A_block_may_be_one_name_of_any_length(int length)
    {
        var editor = new FlatEditor(FlatLayout.Read(Blob([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 9], [.. Enumerable.Repeat((byte)'a', length), 0]), "", [])!, 0);

        editor.SetProperty(editor.Root, "new", []);
        editor.SetProperty(editor.Root, "aa", []);

        byte[] edited = editor.ToBlob();
        Assert.AreEqual((length - 2, length + 1), (Word(edited, editor.Root + 16), Word(edited, editor.Root + 28)));
    }

    private static void AssertLieRight(FlattenedTreeWriter writer, string[] names)
    {
        // A tree in which every name has bytes of its own.
        var strings = new List<byte>();
        var structure = new List<byte> { 0, 0, 0, 1, 0, 0, 0, 0 };
        foreach (string name in names)
        {
            structure.AddRange([0, 0, 0, 3, 0, 0, 0, 0, 0, (byte)(strings.Count >> 16), (byte)(strings.Count >> 8), (byte)strings.Count]);
            strings.AddRange(Encoding.Latin1.GetBytes(name + "\0"));
        }
        structure.AddRange([0, 0, 0, 2, 0, 0, 0, 9]);
        DeviceTreeDocument tree = FlattenedTreeReader.Read(Blob([.. structure], [.. strings])).Tree!;

        ReadOnlySpan<byte> written = writer.WriteTree(tree, FlatOptions.Default);

        var model = new List<byte>();
        for (int i = 0; i < names.Length; i++)
        {
            byte[] bytes = Encoding.Latin1.GetBytes(names[i] + "\0");
            int expected = CollectionsMarshal.AsSpan(model).IndexOf(bytes);
            if (expected < 0)
            {
                expected = model.Count;
                model.AddRange(bytes);
            }
            Assert.AreEqual(expected, Word(written, Start + 8 + (i * 12) + 8), $"\"{names[i]}\", number {i}");
        }
        Assert.IsTrue(written[Word(written, 12)..].SequenceEqual(CollectionsMarshal.AsSpan(model)));
    }

    private static string Name(Random random, int letters, int longest) => string.Create(random.Next(longest + 1), (random, letters), static (name, from) =>
    {
        for (int i = 0; i < name.Length; i++)
        {
            name[i] = (char)('a' + from.random.Next(from.letters));
        }
    });

    private const int Start = 56;

    private static byte[] Blob(byte[] structure, byte[] strings)
    {
        byte[] blob = [.. new byte[Start], .. structure, .. strings];
        uint[] header = [0xd00dfeed, (uint)blob.Length, Start, (uint)(Start + structure.Length), 40, 17, 16, 0, (uint)strings.Length, (uint)structure.Length];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(i * 4), header[i]);
        }
        return blob;
    }

    private static int Word(ReadOnlySpan<byte> blob, int at) => BinaryPrimitives.ReadInt32BigEndian(blob[at..]);
}
