namespace IpaEmbedded.Bindings;

/// <content>References with arguments, whose rows are as long as the node says that is referred to.</content>
internal sealed partial class RowSplitter
{
    private void SplitReferences(NodeMembers node, string path)
    {
        foreach (string name in node.Names.ToArray())
        {
            Instance value = node[name];
            if (value.IsNode)
            {
                SplitReferences(value.Members!, path + "/" + name);
                continue;
            }
            PropertyType[] types = _types.Of(name);
            if (types is [{ Name: "phandle" }])
            {
                CheckReference(node, name, value);
            }
            if (!Array.Exists(types, type => type.Name == "phandle-array") || !value.IsList || value.Items.Count != 1 || FirstRow(value) is not { } cells)
            {
                continue;
            }
            string place = path + ":" + name;
            if (ProviderCells.For(name, out bool guessed) is { } cellsName && !(guessed && !CanSplit(node, name, place, cells, cellsName)))
            {
                node.Set(name, SplitEntries(node, name, place, cells, cellsName));
            }
        }
    }

    // The name of the cells property is only a guess; where the provider does not have it, the cells stay together.
    private bool CanSplit(NodeMembers node, string name, string place, List<Instance> cells, string cellsName)
    {
        if (EntryLength(node, name, place, cells, 0, cellsName) == 0)
        {
            return false;
        }
        return LikeDtSchema || ProviderCells.MustExist(name) || !_phandles.TryGetValue(Cell(cells[0]), out NodeMembers? provider) || provider.Find(cellsName) is not null;
    }

    private void CheckReference(NodeMembers node, string name, Instance value)
    {
        if (FirstRow(value) is [{ Kind: InstanceKind.Integer } first, ..] && Cell(first) is not (0 or OpenReference) && !_phandles.ContainsKey(Cell(first)))
        {
            ReportUnknown(node, name, first, Cell(first));
        }
    }

    private Instance SplitEntries(NodeMembers node, string name, string place, List<Instance> cells, string cellsName)
    {
        var rows = new List<Instance>();
        int at = 0;
        while (at < cells.Count)
        {
            int length = EntryLength(node, name, place, cells, at, cellsName);
            if (length == 0)
            {
                break;
            }
            if (name == "interconnects" && at + length < cells.Count)
            {
                length += EntryLength(node, name, place, cells, at + length, cellsName);
            }
            rows.Add(Row(cells, at, length));
            at += length;
        }
        return Instance.Of(rows, 0);
    }

    /// <summary>Cells of the entry, its reference included; 0 if that cannot be found out.</summary>
    private int EntryLength(NodeMembers node, string name, string place, List<Instance> cells, int at, string cellsName)
    {
        uint phandle = Cell(cells[at]);
        if (phandle == 0)
        {
            return 1;
        }
        if (cellsName.Length == 0)
        {
            if (phandle != OpenReference && !_phandles.ContainsKey(phandle))
            {
                ReportUnknown(node, name, cells[at], phandle);
            }
            return 1;
        }
        if (phandle == OpenReference)
        {
            if (!IsOpen(place, at))
            {
                return 0;
            }
            int length = 1;
            while (at + length < cells.Count && !IsOpen(place, at + length))
            {
                length++;
            }
            return length;
        }
        if (!_phandles.TryGetValue(phandle, out NodeMembers? provider))
        {
            if (!IsPlugin)
            {
                ReportUnknown(node, name, cells[at], phandle);
            }
            return 0;
        }
        return cellsName == ProviderCells.ThreeCells ? 4 : ArgumentCells(node, name, cells, at, provider, cellsName) + 1;
    }

    private bool IsOpen(string place, int cell) => _openReferences.Contains(place + ":" + cell * 4);
}
