using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Interrupts;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>What validation reads as an entry of a property is what the runtime takes from it: a tree that is found good also resolves.</summary>
[TestClass]
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string?> CellsOf = new(StringComparer.Ordinal)
    {
        ["clocks"] = "#clock-cells",
        ["assigned-clocks"] = "#clock-cells",
        ["assigned-clock-parents"] = "#clock-cells",
        ["interrupts-extended"] = "#interrupt-cells",
        ["interconnects"] = "#interconnect-cells",
        ["mboxes"] = "#mbox-cells",
        ["power-domains"] = "#power-domain-cells",
        ["resets"] = "#reset-cells",
        ["iommus"] = "#iommu-cells",
        ["hwlocks"] = "#hwlock-cells",
        ["phys"] = "#phy-cells",
        ["dmas"] = "#dma-cells",
        ["io-channels"] = "#io-channel-cells",
        ["pwms"] = "#pwm-cells",
        ["qcom,smem-states"] = "#qcom,smem-state-cells",
        ["memory-region"] = null,
    };

    [TestMethod]
    public void Every_reference_of_the_qualcomm_boards_is_split_alike_by_runtime_and_validator()
    {
        KernelCorpus corpus = KernelCorpus.Open();
        BindingSet set = BindingSet.Load(corpus.Tree + "/Documentation/devicetree/bindings", RepositoryRoot.PathOf("bindings/schemas/core"));
        var differences = new List<string>();
        int boards = 0, entries = 0;
        foreach ((string key, _) in corpus.Boards("dts", "qcom"))
        {
            byte[] blob = File.ReadAllBytes($"{corpus.Directory}/{key}.dtb");
            var runtime = new FlattenedTree(blob);
            DeviceTreeDocument tree = FlattenedTreeReader.Read(blob, key).Tree!;
            var decoded = DecodedTree.Of(tree, set);
            foreach (Property property in PropertiesBelow(tree.Root))
            {
                if (Taken(runtime, property) is not { } taken)
                {
                    continue;
                }
                string validated = Text(decoded.EntriesOf(property.Node, property.Name) ?? []);
                entries += taken.Count;
                if (Text(taken) != validated)
                {
                    differences.Add($"{key}: {property}: the runtime takes {Text(taken)}, the validator reads {validated}");
                }
            }
            boards++;
        }

        Assert.AreEqual("", string.Join('\n', differences));
        Assert.IsGreaterThan(50, boards);
        Assert.IsGreaterThan(500 * boards, entries);
    }

    /// <summary>The entries as the runtime takes them; null for a property without references.</summary>
    private static List<uint[]>? Taken(FlattenedTree tree, Property property)
    {
        var node = new TreeNode(tree, tree.FindNode(property.Node.Path));
        if (property.Name == "interrupts")
        {
            uint stride = new TreeNode(tree, InterruptSpecifiers.ParentOf(node, node.Index)).Cell("#interrupt-cells", 0);
            return [.. node.Cells("interrupts").Chunk((int)stride)];
        }
        bool isGpio = property.Name.EndsWith("-gpios", StringComparison.Ordinal) || property.Name.EndsWith("-gpio", StringComparison.Ordinal);
        if (!isGpio && !CellsOf.ContainsKey(property.Name))
        {
            return null;
        }
        var list = new PhandleList(node, property.Name, isGpio ? "#gpio-cells" : CellsOf[property.Name]);
        var entries = new List<uint[]>();
        while (list.Next())
        {
            uint[] entry = [list.Supplier == FlattenedTree.None ? 0 : tree.Phandle(list.Supplier), .. list.Arguments()];
            // A path is two references.
            if (property.Name == "interconnects" && list.Entry % 2 == 1)
            {
                entries[^1] = [.. entries[^1], .. entry];
            }
            else
            {
                entries.Add(entry);
            }
        }
        Assert.IsNull(list.Fault, $"{property}: {list.Fault}");
        return entries;
    }

    private static IEnumerable<Property> PropertiesBelow(Node node) => node.Properties.Concat(node.Children.SelectMany(PropertiesBelow));

    private static string Text(IEnumerable<uint[]> entries) => string.Join(", ", entries.Select(entry => $"<{string.Join(' ', entry)}>"));
}
