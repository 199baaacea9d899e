namespace IpaEmbedded.DeviceTree;

/// <summary>The labels of a node or property: the last one added is first, a deleted one keeps its place and comes back to it.</summary>
internal sealed class LabelList
{
    private readonly List<(string Label, bool Deleted)> _newestLast = [];
    private string[]? _live;

    public IReadOnlyList<string> Live => _live ??= Collect();

    /// <summary>Adds or revives a label; true if it was not live before.</summary>
    public bool Add(string label)
    {
        _live = null;
        for (int i = 0; i < _newestLast.Count; i++)
        {
            if (_newestLast[i].Label == label)
            {
                bool revived = _newestLast[i].Deleted;
                _newestLast[i] = (label, false);
                return revived;
            }
        }
        _newestLast.Add((label, false));
        return true;
    }

    public void DeleteAll()
    {
        _live = null;
        for (int i = 0; i < _newestLast.Count; i++)
        {
            _newestLast[i] = (_newestLast[i].Label, true);
        }
    }

    private string[] Collect()
    {
        var live = new List<string>(_newestLast.Count);
        for (int i = _newestLast.Count - 1; i >= 0; i--)
        {
            if (!_newestLast[i].Deleted)
            {
                live.Add(_newestLast[i].Label);
            }
        }
        return live.ToArray();
    }
}
