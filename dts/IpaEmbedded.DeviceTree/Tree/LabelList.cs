namespace IpaEmbedded.DeviceTree;

/// <summary>The labels of a node or property: the last one added is first, a deleted one keeps its place and comes back to it.</summary>
internal sealed class LabelList
{
    private readonly List<string> _newestLast = [];
    private readonly List<bool> _deleted = [];
    private string[]? _live;

    public IReadOnlyList<string> Live => _live ??= Collect();

    /// <summary>Adds or revives a label; true if it was not live before.</summary>
    public bool Add(string label)
    {
        _live = null;
        for (int i = 0; i < _newestLast.Count; i++)
        {
            if (_newestLast[i] == label)
            {
                bool revived = _deleted[i];
                _deleted[i] = false;
                return revived;
            }
        }
        _newestLast.Add(label);
        _deleted.Add(false);
        return true;
    }

    public void DeleteAll()
    {
        _live = null;
        for (int i = 0; i < _deleted.Count; i++)
        {
            _deleted[i] = true;
        }
    }

    private string[] Collect()
    {
        var live = new List<string>(_newestLast.Count);
        for (int i = _newestLast.Count - 1; i >= 0; i--)
        {
            if (!_deleted[i])
            {
                live.Add(_newestLast[i]);
            }
        }
        return live.ToArray();
    }
}
