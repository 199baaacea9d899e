using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Trees of any shape read back as they were written: relatives, names, paths, and every byte of every value.</summary>
[TestClass]
public sealed class RandomTreeTests
{
    private const int Trees = 120;

    private sealed record Node(string Name, Node? Parent)
    {
        public int Number { get; set; }

        public List<Node> Children { get; } = [];

        public List<(string Name, byte[] Value)> Properties { get; } = [];

        public string Path => Parent is null ? "/" : (Parent.Parent is null ? "" : Parent.Path) + "/" + Name;
    }

    /// <summary>Writes a tree of some nodes; properties stand before, between and behind children, with no-operations anywhere.</summary>
    private static (List<Node> Nodes, FlattenedTree Tree) Make(int seed)
    {
        var random = new Random(seed);
        var nodes = new List<Node>();
        var builder = new BlobBuilder { LastPadding = (byte)(seed % 5) };
        bool habit = seed % 3 == 0;
        int properties = 0;

        void Property(Node node)
        {
            string name = new string('p', random.Next(1, 6)) + properties++;
            var value = new byte[random.Next(0, 10)];
            if (random.Next(2) == 0) { random.NextBytes(value); }
            node.Properties.Add((name, value));
            builder.Property(name, value);
        }

        void Fill(Node node, int depth)
        {
            node.Number = nodes.Count;
            nodes.Add(node);
            builder.Begin(node.Name);
            int children = depth == 4 ? 0 : random.Next(depth == 0 ? 1 : 0, 4);
            for (int i = random.Next(0, 4); i > 0; i--) { Property(node); }
            for (int i = 0; i < children; i++)
            {
                if (random.Next(4) == 0) { builder.Nop(); }
                var child = new Node(new string('n', random.Next(1, 6)) + i + (random.Next(2) == 0 ? "@" + i : ""), node);
                node.Children.Add(child);
                Fill(child, depth + 1);
                if (!habit && random.Next(2) == 0) { Property(node); }
            }
            builder.End();
        }

        Fill(new Node("", null), 0);
        return (nodes, new FlattenedTree(builder.Finish().Build()));
    }

    private static int NumberOf(Node? node) => node?.Number ?? FlattenedTree.None;

    [TestMethod]
    public void Every_node_has_its_name_path_and_relatives()
    {
        for (int seed = 0; seed < Trees; seed++)
        {
            (List<Node> nodes, FlattenedTree tree) = Make(seed);

            Assert.AreEqual(nodes.Count, tree.NodeCount);
            foreach (Node node in nodes)
            {
                string place = $"seed {seed}, {node.Path}";
                Assert.AreEqual(node.Name, tree.Name(node.Number), place);
                Assert.AreEqual(node.Path, tree.Path(node.Number));
                Assert.AreEqual(NumberOf(node.Parent), tree.Parent(node.Number), place);
                Assert.AreEqual(NumberOf(node.Children.FirstOrDefault()), tree.FirstChild(node.Number), place);
                Assert.AreEqual(NumberOf(node.Parent?.Children.SkipWhile(each => each != node).Skip(1).FirstOrDefault()), tree.NextSibling(node.Number), place);
                Assert.AreEqual(node.Number, tree.FindNode(node.Path), place);
                Assert.AreEqual(FlattenedTree.None, tree.FindChild(node.Number, "none"), place);
                foreach (Node child in node.Children)
                {
                    Assert.AreEqual(child.Number, tree.FindChild(node.Number, child.Name), place);
                    Assert.AreEqual(child.Number, tree.FindChild(node.Number, child.Name.Split('@')[0]), place);
                    Assert.AreEqual(FlattenedTree.None, tree.FindChild(node.Number, child.Name[..^1] + "#"), place);
                }
            }
        }
    }

    [TestMethod]
    public void Every_property_has_its_name_length_and_bytes()
    {
        for (int seed = 0; seed < Trees; seed++)
        {
            (List<Node> nodes, FlattenedTree tree) = Make(seed);
            foreach (Node node in nodes)
            {
                int property = tree.FirstProperty(node.Number);
                foreach ((string name, byte[] value) in node.Properties)
                {
                    string place = $"seed {seed}, {node.Path}, {name}";
                    Assert.AreNotEqual(FlattenedTree.None, property, place);
                    Assert.AreEqual(name, tree.PropertyName(property), place);
                    Assert.AreEqual(value.Length, tree.PropertyLength(property), place);
                    Assert.AreEqual(value.Length / 4, tree.CellCount(property), place);
                    CollectionAssert.AreEqual(value, tree.Blob[tree.PropertyOffset(property)..(tree.PropertyOffset(property) + value.Length)], place);
                    Assert.AreEqual(property, tree.FindProperty(node.Number, name), place);
                    Assert.AreEqual(value is [.., 0] ? value.Count(each => each == 0) : 0, tree.StringCount(property), place);
                    property = tree.NextProperty(property);
                }
                Assert.AreEqual(FlattenedTree.None, property, $"seed {seed}, {node.Path}");
                Assert.AreEqual(FlattenedTree.None, tree.FindProperty(node.Number, "p"), $"seed {seed}, {node.Path}");
            }
        }
    }
}
