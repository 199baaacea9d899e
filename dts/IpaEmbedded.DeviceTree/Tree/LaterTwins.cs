namespace IpaEmbedded.DeviceTree;

/// <summary>
/// The second and later ones of those in a list that share a name, by name. One of them that is deleted never comes back
/// (only the first of a name does), so that each is passed over once.
/// </summary>
internal sealed class LaterTwins<T>
    where T : class
{
    private readonly Dictionary<string, Queue<T>> _twins = new(StringComparer.Ordinal);
    private readonly Func<T, bool> _isDeleted;

    public LaterTwins(List<T> items, Func<T, string> nameOf, Func<T, bool> isDeleted)
    {
        _isDeleted = isDeleted;
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (T item in items)
        {
            if (!met.Add(nameOf(item)))
            {
                Add(nameOf(item), item);
            }
        }
    }

    public void Add(string name, T item)
    {
        if (!_twins.TryGetValue(name, out Queue<T>? queue))
        {
            _twins[name] = queue = [];
        }
        queue.Enqueue(item);
    }

    /// <summary>The first that is not deleted, or null.</summary>
    public T? Find(string name)
    {
        if (!_twins.TryGetValue(name, out Queue<T>? queue))
        {
            return null;
        }
        while (queue.TryPeek(out T? item))
        {
            if (!_isDeleted(item))
            {
                return item;
            }
            queue.Dequeue();
        }
        return null;
    }
}
