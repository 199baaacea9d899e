namespace IpaEmbedded.DeviceTree;

/// <summary>The labels of a node or property: the last one added is first, a deleted one keeps its place and comes back to it.</summary>
internal sealed class LabelList
{
    private const int IndexThreshold = 8;

    // Nearly every list holds one label. Arrays, not lists of pairs: generic code for a struct is compiled at every start.
    private string[] _oldestFirst = new string[1];
    private int[] _addedIn = new int[1];
    private Dictionary<string, int>? _index;
    private int _count;

    // Grows with each deletion of all labels, which so costs the same however many there are.
    private int _generation;
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
            _addedIn[at] = _generation;
            return;
        }
        if (_count == _oldestFirst.Length)
        {
            Grow();
        }
        _index?.Add(label, _count);
        _addedIn[_count] = _generation;
        _oldestFirst[_count++] = label;
    }

    /// <summary>True if the label is there and not deleted.</summary>
    public bool Contains(string label) => IndexOf(label) is >= 0 and int at && _addedIn[at] == _generation;

    public void DeleteAll()
    {
        _live = null;
        _generation++;
    }

    private int IndexOf(string label)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(label, out int at) ? at : -1;
        }
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
        Array.Resize(ref _addedIn, _count * 2);
        Array.Resize(ref _oldestFirst, _count * 2);
        if (_index is null && _count >= IndexThreshold)
        {
            _index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < _count; i++)
            {
                _index.Add(_oldestFirst[i], i);
            }
        }
    }

    private string[] Collect()
    {
        var live = new List<string>(_count);
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_addedIn[i] == _generation)
            {
                live.Add(_oldestFirst[i]);
            }
        }
        return [.. live];
    }
}
