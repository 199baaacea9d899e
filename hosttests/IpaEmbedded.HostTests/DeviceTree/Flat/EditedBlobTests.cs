using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Flat;

/// <summary>Blobs that are edited in place, beside a plain tree that gets the same edits.</summary>
[TestClass]
public sealed class EditedBlobTests
{
    private static readonly string[] Names = ["a", "b", "ab", "cab", "names", "clock-names", "phandle", "linux,phandle", "x"];
    private static readonly string[] Nodes = ["n", "n@1", "n@2", "nn", "m", "m@10"];

    [TestMethod]
    public void Edits_of_a_blob_give_the_tree_that_the_same_edits_of_a_tree_give()
    {
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var model = new Model("", null);
            byte[] blob = Compile("/dts-v1/;\n/memreserve/ 1 2;\n/ { };\n");
            var editor = new FlatEditor(FlatLayout.Read(blob, "", [])!, 1);
            for (int step = 0; step < 40; step++)
            {
                Edit(editor, model, random);
            }
            byte[] edited = editor.ToBlob();
            CompileResult read = FlattenedTreeReader.Read(edited);

            Assert.IsNotNull(read.Tree, $"seed {seed}: {string.Join('\n', read.Diagnostics)}");
            Assert.AreEqual(model.ToString(), Told(read.Tree.Root), $"seed {seed}");
            Assert.AreEqual((1ul, 2ul), (read.Tree.MemoryReservations[0].Address, read.Tree.MemoryReservations[0].SizeBytes));
            foreach (Model node in model.All())
            {
                int? at = editor.FindByPath(node.Path);
                // A name without a unit may lead into another node, where the rest of the path is not.
                if (model.Find(node.Path) is not { } first)
                {
                    Assert.IsNull(at, $"seed {seed}: {node.Path}");
                    continue;
                }
                Assert.AreEqual(first == node, At(editor, node) == at, $"seed {seed}: {node.Path}");
                foreach (string name in Names)
                {
                    Assert.AreEqual(first.Properties.Find(each => each.Name == name).Value is { } value ? Convert.ToHexString(value) : "none",
                        editor.TryGetProperty(at!.Value, name, out ReadOnlySpan<byte> bytes) ? Convert.ToHexString(bytes) : "none");
                }
            }
            Assert.IsNull(editor.FindByPath("/none"));
            Assert.IsNull(editor.FindByPath("n"));
            Assert.IsFalse(editor.IsExhausted);
        }
    }

    [TestMethod]
    public void A_node_is_found_by_its_phandle_with_its_path()
    {
        byte[] blob = Compile("/dts-v1/;\n/ { phandle = <5>; a { b@1 { phandle = <7>; c { linux,phandle = <8>; other = <9>; }; }; d { phandle = [00 00 00 09 00]; x = <9>; }; }; e { f { }; }; g { phandle = <10>; }; h { phandle = <0>; }; i { phandle = <0xffffffff>; }; };\n");
        var editor = new FlatEditor(FlatLayout.Read(blob, "", [])!, 0);

        foreach ((uint phandle, string expected) in (ReadOnlySpan<(uint, string)>)[(5, "/"), (7, "/a/b@1"), (8, "/a/b@1/c"), (10, "/g"), (9, ""), (6, ""), (0, ""), (0xffffffff, "")])
        {
            int? at = editor.FindByPhandle(phandle, out string path);

            Assert.AreEqual((expected, expected.Length > 0 ? editor.FindByPath(expected) : null), (path, at));
        }
    }

    [TestMethod]
    public void Names_share_tails_as_in_dtc_in_whatever_order_they_come()
    {
        string[] pool = ["a", "ba", "cba", "dcba", "ca", "xba", "b", "ab", "aba", "cbaa", "aa", "names", "clock-names", "s", "-names", "es"];
        var random = new Random(3);

        int accepted = Syntax.SentenceAssert.AreAsOfDtc(Enumerable.Range(0, 200).Select(_ =>
        {
            random.Shuffle(pool);
            return $"/dts-v1/; / {{ {string.Join("; ", pool.Take(9))}; n {{ {string.Join("; ", pool.Skip(4).Take(9).Reverse())}; }}; }};";
        }));

        Assert.AreEqual(200, accepted);
    }

    private static void Edit(FlatEditor editor, Model model, Random random)
    {
        List<Model> all = [.. model.All()];
        Model node = all[random.Next(all.Count)];
        int at = At(editor, node);
        string name = Names[random.Next(Names.Length)];
        switch (random.Next(8))
        {
            case < 4:
                byte[] value = new byte[random.Next(10)];
                random.NextBytes(value);
                editor.SetProperty(at, name, value);
                int known = node.Properties.FindIndex(each => each.Name == name);
                if (known >= 0)
                {
                    node.Properties[known] = (name, value);
                }
                else
                {
                    node.Properties.Insert(0, (name, value));
                }
                break;
            case < 6:
                string child = Nodes[random.Next(Nodes.Length)];
                if (!node.Children.Exists(each => each.Name == child))
                {
                    Model made = new(child, node);
                    node.Children.Insert(0, made);
                    Assert.AreEqual(editor.AddChild(at, child), At(editor, made));
                }
                break;
            case 6:
                Assert.AreEqual(node.Properties.RemoveAll(each => each.Name == name) == 1, editor.DeleteProperty(at, name));
                break;
            default:
                if (node.Parent is { } parent)
                {
                    editor.DeleteNode(at);
                    parent.Children.Remove(node);
                }
                break;
        }
    }

    // By the full name of each step, which no shorter one hides.
    private static int At(FlatEditor editor, Model node)
    {
        if (node.Parent is null)
        {
            return editor.Root;
        }
        int parent = At(editor, node.Parent);
        if (node.Name.Contains('@', StringComparison.Ordinal))
        {
            return editor.FindChild(parent, node.Name) ?? -1;
        }
        // A name without a unit also matches the first node that has one.
        Model first = node.Parent.Children.First(each => each.Name == node.Name || each.Name.StartsWith(node.Name + "@", StringComparison.Ordinal));
        int at = editor.FindChild(parent, node.Name) ?? -1;
        return first == node ? at : Behind(editor, parent, node);
    }

    // Goes by the tree that the blob is: the child of that place.
    private static int Behind(FlatEditor editor, int parent, Model node)
    {
        byte[] blob = editor.ToBlob();
        var walker = new FlatWalker(FlatLayout.Read(blob, "", [])!);
        int depth = -1, place = 0, wanted = node.Parent!.Children.IndexOf(node);
        for (FlatToken token = walker.Next(); token is not (FlatToken.End or FlatToken.Broken); token = walker.Next())
        {
            if (depth < 0)
            {
                depth = token == FlatToken.BeginNode && walker.TokenStart == parent ? walker.Depth : -1;
            }
            else if (token == FlatToken.BeginNode && walker.Depth == depth + 1 && place++ == wanted)
            {
                return walker.TokenStart;
            }
        }
        return -1;
    }

    private static string Told(Node node) =>
        $"{node.Name}({string.Join(',', node.Properties.Select(each => $"{each.Name}={Convert.ToHexString(each.Value)}"))};{string.Concat(node.Children.Select(Told))})";

    private static byte[] Compile(string source) => FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("s.dts", source), new CompileOptions { IsForced = true }).Tree!);

    private sealed class Model(string name, Model? parent)
    {
        public string Name { get; } = name;

        public Model? Parent { get; } = parent;

        public List<(string Name, byte[] Value)> Properties { get; } = [];

        public List<Model> Children { get; } = [];

        public string Path => Parent is null ? "/" : (Parent.Parent is null ? "" : Parent.Path) + "/" + Name;

        public IEnumerable<Model> All() => Children.SelectMany(child => child.All()).Prepend(this);

        /// <summary>As libfdt finds it.</summary>
        public Model? Find(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((Model?)this, (node, step) =>
            node?.Children.Find(each => each.Name == step || (!step.Contains('@', StringComparison.Ordinal) && each.Name.StartsWith(step + "@", StringComparison.Ordinal))));

        public override string ToString()
        {
            var text = new StringBuilder(Name).Append('(').AppendJoin(',', Properties.Select(each => $"{each.Name}={Convert.ToHexString(each.Value)}")).Append(';');
            Children.ForEach(child => text.Append(child));
            return text.Append(')').ToString();
        }
    }
}
