namespace IpaEmbedded.DeviceTree;

/// <summary>The labels of a node or property: the last one added is first, a deleted one keeps its place and comes back to it.</summary>
internal sealed class LabelList
{
    // Nearly every list holds one label. Arrays, not lists of pairs: generic code for a struct is compiled at every start.
    private string[] _oldestFirst = new string[1];
    private bool[] _deleted = new bool[1];
    private int _count;
    private string[]? _live;

    /// <summary>The labels that count, the last one added first.</summary>
    public string[] Live => _live ??= Collect();

    /// <summary>Adds or revives a label.</summary>
    public void Add(string label)
    {
        _live = null;
        int at = IndexOf(label);
        if (at >= 0)
        {
            _deleted[at] = false;
            return;
        }
        if (_count == _oldestFirst.Length)
        {
            Grow();
        }
        _oldestFirst[_count++] = label;
    }

    /// <summary>True if the label is there and not deleted.</summary>
    public bool Contains(string label) => IndexOf(label) is >= 0 and int at && !_deleted[at];

    public void DeleteAll()
    {
        _live = null;
        for (int i = 0; i < _count; i++)
        {
            _deleted[i] = true;
        }
    }

    private int IndexOf(string label)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_oldestFirst[i] == label)
            {
                return i;
            }
        }
        return -1;
    }

    private void Grow()
    {
        Array.Resize(ref _deleted, _count * 2);
        Array.Resize(ref _oldestFirst, _count * 2);
    }

    private string[] Collect()
    {
        var live = new List<string>(_count);
        for (int i = _count - 1; i >= 0; i--)
        {
            if (!_deleted[i])
            {
                live.Add(_oldestFirst[i]);
            }
        }
        return [.. live];
    }
}
