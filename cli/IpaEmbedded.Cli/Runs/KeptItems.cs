using System.Collections;

namespace IpaEmbedded.Cli.Runs;

/// <summary>The first items of a recording, up to a number; the others are only counted, so that a recording has a bound.</summary>
public sealed class KeptItems<T>(int most) : IReadOnlyList<T>
{
    private readonly List<T> _items = [];

    public int Count => _items.Count;

    /// <summary>Items that came after the last one that was kept.</summary>
    public long LeftOut { get; private set; }

    public T this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    /// <summary>Keeps an item, or counts it.</summary>
    public void Add(T item)
    {
        if (_items.Count < most)
        {
            _items.Add(item);
        }
        else
        {
            LeftOut++;
        }
    }

    /// <summary>Says how many items were left out where these come from.</summary>
    public void CountLeftOut(long number) => LeftOut += number;

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
