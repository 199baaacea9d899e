using System.Buffers.Binary;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Flat;

/// <summary>Structure blocks of a few tokens, all that there are, and properties at the end of their block: what is taken, and which tree it is.</summary>
[TestClass]
public sealed class TokenRuleTests
{
    private const int Longest = 6;

    // Each a token and how it is told; "p" and "q" are the names at 0 and 2 of the strings.
    private static readonly (char Name, byte[] Bytes)[] Tokens =
    [
        ('R', [0, 0, 0, 1, 0, 0, 0, 0]), ('N', [0, 0, 0, 1, (byte)'n', 0, 0, 0]), (')', [0, 0, 0, 2]), ('p', [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]), ('q', [0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0xff, 0, 0, 0]),
        ('.', [0, 0, 0, 4]), ('!', [0, 0, 0, 9]), ('?', [0, 0, 0, 5]),
    ];

    [TestMethod]
    public void Any_few_tokens_are_the_tree_that_they_say_or_refused()
    {
        int taken = 0;
        for (int length = 0; length <= Longest; length++)
        {
            // The first is a root, a node or nothing else worth a block of its own.
            for (int number = 0; number < (int)Math.Pow(Tokens.Length, length); number++)
            {
                int[] choice = new int[length];
                for (int i = 0, rest = number; i < length; i++, rest /= Tokens.Length)
                {
                    choice[i] = rest % Tokens.Length;
                }
                if (length > 3 && Tokens[choice[0]].Name is not ('R' or '.'))
                {
                    continue;
                }
                string text = string.Concat(choice.Select(each => Tokens[each].Name));
                string? expected = Expected(text);
                DeviceTreeDocument? tree = FlattenedTreeReader.Read(Blob([.. choice.SelectMany(each => Tokens[each].Bytes)], [.. "p\0q\0"u8])).Tree;

                Assert.AreEqual(expected, tree is null ? null : Told(tree.Root), text);
                taken += tree is null ? 0 : 1;
            }
        }
        Assert.IsGreaterThan(20, taken);
    }

    [TestMethod]
    public void A_property_has_its_bytes_or_the_blob_is_refused()
    {
        for (int length = 0; length <= 24; length++)
        {
            for (int there = 0; there <= 24; there += 4)
            {
                byte[] value = [.. Enumerable.Range(1, there).Select(n => (byte)n)];
                byte[] structure = [.. Tokens[0].Bytes, 0, 0, 0, 3, 0, 0, 0, (byte)length, 0, 0, 0, 0, .. value, 0, 0, 0, 2, 0, 0, 0, 9];
                DeviceTreeDocument? tree = FlattenedTreeReader.Read(Blob(structure, [.. "p\0"u8])).Tree;

                // Padding goes to the next multiple of four; a value that is longer takes the tokens behind it.
                if ((length + 3) / 4 * 4 == there)
                {
                    CollectionAssert.AreEqual(value[..length], tree!.Root.FindProperty("p")!.Value.ToArray(), $"{length} of {there}");
                }
                else if (length > there)
                {
                    Assert.IsNull(tree, $"{length} of {there}");
                }
            }
        }
    }

    [TestMethod]
    [DataRow(0u, "p")]
    [DataRow(1u, "")]
    [DataRow(2u, "q")]
    [DataRow(3u, "")]
    [DataRow(4u, null)]
    [DataRow(5u, null)]
    [DataRow(0x7fffffffu, null)]
    [DataRow(0xffffffffu, null)]
    public void A_name_lies_in_the_block_of_strings_with_its_end(uint offset, string? expected)
    {
        byte[] property = [0, 0, 0, 3, 0, 0, 0, 0, .. new byte[4]];
        BinaryPrimitives.WriteUInt32BigEndian(property.AsSpan(8), offset);
        byte[] structure = [.. Tokens[0].Bytes, .. property, 0, 0, 0, 2, 0, 0, 0, 9];

        Assert.AreEqual(expected, FlattenedTreeReader.Read(Blob(structure, [.. "p\0q\0"u8])).Tree?.Root.Properties[0].Name);
        if (offset == 2)
        {
            Assert.IsNull(FlattenedTreeReader.Read(Blob(structure, [.. "p\0q"u8])).Tree);
        }
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("a")]
    [DataRow("ab")]
    [DataRow("abc")]
    [DataRow("abcd")]
    [DataRow("abcdefg")]
    public void A_node_has_its_name_to_the_last_byte_and_what_follows_begins_at_a_multiple_of_four(string name)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(name + "\0");
        byte[] structure = [.. Tokens[0].Bytes, 0, 0, 0, 1, .. bytes, .. new byte[-bytes.Length & 3], 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 9];

        Assert.AreEqual(name, FlattenedTreeReader.Read(Blob(structure, [])).Tree!.Root.Children[0].Name);
        byte[] cut = [.. Tokens[0].Bytes, 0, 0, 0, 1, .. Enumerable.Repeat((byte)'x', 8)];
        Assert.IsNull(FlattenedTreeReader.Read(Blob(cut, [])).Tree);
    }

    private static string Told(Node node) => $"({string.Concat(node.Properties.Select(property => property.Name))}{string.Concat(node.Children.Select(Told))}{(node.Name.Length > 0 ? node.Name : "")})";

    // The tree as Told tells it; null for tokens that are none.
    private static string? Expected(string tokens)
    {
        var open = new Stack<(string Name, string Properties, string Children)>();
        string? root = null;
        foreach (char token in tokens)
        {
            if (root is not null)
            {
                return token == '!' ? root : null;
            }
            switch (token)
            {
                case '.':
                    break;
                case 'R' when open.Count > 0:
                case 'N' when open.Count > 0:
                case 'R':
                    open.Push((token == 'N' ? "n" : "", "", ""));
                    break;
                case 'p' or 'q' when open.Count > 0:
                    (string name, string properties, string children) = open.Pop();
                    open.Push((name, properties + token, children));
                    break;
                case ')' when open.Count > 0:
                    (string closed, string own, string below) = open.Pop();
                    string told = $"({own}{below}{closed})";
                    if (open.TryPop(out (string Name, string Properties, string Children) parent))
                    {
                        open.Push((parent.Name, parent.Properties, parent.Children + told));
                    }
                    else
                    {
                        root = told;
                    }
                    break;
                default:
                    return null;
            }
        }
        return null;
    }

    private static byte[] Blob(byte[] structure, byte[] strings)
    {
        const int Start = 56;
        byte[] blob = [.. new byte[Start], .. structure, .. strings];
        uint[] header = [0xd00dfeed, (uint)blob.Length, Start, (uint)(Start + structure.Length), 40, 17, 16, 0, (uint)strings.Length, (uint)structure.Length];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(i * 4), header[i]);
        }
        return blob;
    }
}
