namespace IpaEmbedded.Cli.Top;

/// <summary>Rates over the last two seconds, so that they can be read, whenever somebody looks.</summary>
public sealed class TopRateWindow
{
    private const long Microseconds = 2_000_000;

    // From the youngest that is old enough on, as soon as there is one.
    private readonly List<TopSnapshot> _seen = [];

    /// <summary>The rates up to a moment that is not before the one of the call before.</summary>
    public TopRates Until(TopSnapshot now)
    {
        while (_seen.Count > 1 && now.Microseconds - _seen[1].Microseconds >= Microseconds)
        {
            _seen.RemoveAt(0);
        }
        TopRates rates = TopRates.Between(_seen.FirstOrDefault(), now);
        _seen.Add(now);
        return rates;
    }
}
